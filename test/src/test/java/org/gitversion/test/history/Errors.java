package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Looks at the errors that statements end with. */
final class Errors {
    private Errors() {}

    /** Runs a statement that must fail with this SQLSTATE, DETAIL and HINT; returns the error. */
    static ServerErrorMessage expect(Database database, String state, String sql) {
        SQLException error = catchThrowableOfType(SQLException.class, () -> database.execute(sql));
        assertThat((Throwable) error).as(sql).isInstanceOf(PSQLException.class);
        ServerErrorMessage message = ((PSQLException) error).getServerErrorMessage();
        assertThat(message.getSQLState()).as(message.toString()).isEqualTo(state);
        if (state.startsWith("VC")) {
            assertThat(message.getDetail()).as("DETAIL of " + message).endsWith(".");
            assertThat(message.getHint()).as("HINT of " + message).isNotBlank();
        }
        return message;
    }
}
