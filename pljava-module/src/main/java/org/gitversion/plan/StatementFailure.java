package org.gitversion.plan;

import java.sql.SQLException;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/** Reports a statement of a plan that PostgreSQL refused. */
final class StatementFailure {
    private static final String UNSAFE_NEW_ENUM_VALUE_USAGE = "55P04";

    private StatementFailure() {}

    static GitVersionException of(Step step, SQLException failure) {
        String message = failure.getMessage();
        return new GitVersionException(
                        ErrorCode.STATEMENT_FAILED,
                        "\""
                                + step.path()
                                + "\" cannot be brought to its new state: "
                                + (message == null ? failure.getSQLState() : message),
                        "SQLSTATE "
                                + failure.getSQLState()
                                + " was raised by: "
                                + SchemaMarker.strip(step.ddl().sql()),
                        hint(failure))
                .about(step.path().toString(), failure.getSQLState());
    }

    private static String hint(SQLException failure) {
        return UNSAFE_NEW_ENUM_VALUE_USAGE.equals(failure.getSQLState())
                ? "PostgreSQL lets a new label be used only after the transaction that added it:"
                        + " add the label to the target with ALTER TYPE, commit, and call again;"
                        + " nothing was changed."
                : "Mend what the message says (rows, privileges, objects in other schemas)"
                        + " and call again; nothing was changed.";
    }
}
