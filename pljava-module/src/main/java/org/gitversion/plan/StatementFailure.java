package org.gitversion.plan;

import java.sql.SQLException;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/** Reports a statement of a plan that PostgreSQL refused. */
final class StatementFailure {
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
                        "Mend what the message says (rows, privileges, objects in other schemas)"
                                + " and call again; nothing was changed.")
                .about(step.path().toString(), failure.getSQLState());
    }
}
