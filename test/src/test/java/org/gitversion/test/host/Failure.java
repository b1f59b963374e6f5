package org.gitversion.test.host;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** How a statement failed. */
final class Failure {
    private Failure() {}

    /** Every field of the error that a statement must end with. */
    static ServerErrorMessage of(Database database, String sql, Object... parameters) {
        PSQLException thrown =
                catchThrowableOfType(PSQLException.class, () -> database.rows(sql, parameters));
        if (thrown == null || thrown.getServerErrorMessage() == null) {
            throw new AssertionError("no error of the server from " + sql, thrown);
        }
        return thrown.getServerErrorMessage();
    }

    /** SQLSTATE and message. */
    static String text(Database database, String sql, Object... parameters) {
        ServerErrorMessage error = of(database, sql, parameters);
        return error.getSQLState() + " " + error.getMessage();
    }

    /** Whether the session still works, in SQL and in Java. */
    static String alive(Database database) throws SQLException {
        return database.value("SELECT same_text(query('SELECT ''alive'''))");
    }
}
