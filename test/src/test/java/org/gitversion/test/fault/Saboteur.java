package org.gitversion.test.fault;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;

/**
 * Makes the k-th DDL statement of a session fail or wait, also those that functions execute, but
 * for those on temporary objects.
 */
final class Saboteur {
    private static final String SQL =
            """
            CREATE SCHEMA saboteur;
            CREATE FUNCTION saboteur.strike() RETURNS event_trigger LANGUAGE plpgsql AS $$
            DECLARE
                v_number integer := coalesce(
                    nullif(current_setting('saboteur.number', true), ''), '0')::integer + 1;
            BEGIN
                -- What is tried on temporary objects is undone at once, with its number.
                IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands()
                    WHERE strpos(object_identity, 'pg_temp.') > 0)
                THEN
                    RETURN;
                END IF;
                -- Undone by a rollback to a savepoint: a repeated statement has its old number.
                PERFORM set_config('saboteur.number', v_number::text, false);
                IF v_number::text = current_setting('saboteur.at', true) THEN
                    IF current_setting('saboteur.wait', true) = 'on' THEN
                        PERFORM pg_sleep(60);
                    END IF;
                    RAISE EXCEPTION 'sabotage of statement %', v_number;
                END IF;
            END
            $$;
            CREATE EVENT TRIGGER saboteur ON ddl_command_end EXECUTE FUNCTION saboteur.strike();
            """;

    private static final String ASLEEP =
            "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                    + " AND datname = current_database()";

    private Saboteur() {}

    static void install(Database database) throws SQLException {
        database.execute(SQL);
    }

    /** From now on, statement k of this session fails; with 0 none does. */
    static void strikeAt(Database database, int k, boolean wait) throws SQLException {
        database.execute(
                "SET saboteur.at = '" + k + "'",
                "SET saboteur.number = 0",
                "SET saboteur.wait = '" + (wait ? "on" : "off") + "'");
    }

    /** How many statements the session has executed since. */
    static int statements(Database database) throws SQLException {
        return Integer.parseInt(database.value("SELECT current_setting('saboteur.number')"));
    }

    /** Waits until a session of this database sleeps in its statement; returns its process id. */
    static String awaitSleeper(Database observer) throws SQLException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < end) {
            List<String> found = observer.column(ASLEEP);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no statement sleeps");
    }
}
