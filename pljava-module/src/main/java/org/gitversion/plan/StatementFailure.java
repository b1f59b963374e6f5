package org.gitversion.plan;

import java.sql.SQLException;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** Reports a statement of a plan that PostgreSQL refused. */
final class StatementFailure {
    static final String INSUFFICIENT_PRIVILEGE = "42501";
    static final String DEPENDENT_OBJECTS = "2BP01";
    static final String UNSAFE_NEW_ENUM_VALUE_USAGE = "55P04";

    private StatementFailure() {}

    /** The statement, PostgreSQL's message, and which rows are in the way if that is known. */
    static String detail(Step step, SQLException failure, @Nullable OffendingRows samples) {
        return "SQLSTATE "
                + failure.getSQLState()
                + " was raised by: "
                + SchemaMarker.strip(step.ddl().sql())
                + " ("
                + message(failure)
                + ")"
                + (samples == null ? "" : "\n" + samples);
    }

    private static String message(SQLException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getSQLState() : message;
    }

    static GitVersionException of(
            Step step, SQLException failure, String detail, @Nullable String role) {
        return new GitVersionException(
                        ErrorCode.STATEMENT_FAILED,
                        "\""
                                + step.path()
                                + "\" cannot be brought to its new state: "
                                + message(failure),
                        detail,
                        hint(failure, role))
                .about(step.path().toString(), failure.getSQLState());
    }

    private static String hint(SQLException failure, @Nullable String role) {
        if (role != null && INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
            return "It was executed with the rights of role \""
                    + role
                    + "\", so that no code of others runs with yours: grant that role what it"
                    + " lacks. Nothing was changed.";
        }
        return UNSAFE_NEW_ENUM_VALUE_USAGE.equals(failure.getSQLState())
                ? "PostgreSQL lets a new label be used only after the transaction that added it:"
                        + " add the label to the target with ALTER TYPE, commit, and call again;"
                        + " nothing was changed."
                : "Mend what the message says (rows, privileges, objects in other schemas)"
                        + " and call again; nothing was changed.";
    }
}
