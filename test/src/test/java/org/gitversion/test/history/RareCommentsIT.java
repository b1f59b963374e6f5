package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit sees a changed comment also on what it does not read by itself. */
@GitVersionTest(databasePerMethod = true)
class RareCommentsIT {
    private static final String OBJECTS =
            """
            CREATE SCHEMA app; SET search_path = app;
            CREATE TYPE r AS RANGE (SUBTYPE = int, MULTIRANGE_TYPE_NAME = m);
            CREATE TYPE base; CREATE FUNCTION base_in(cstring) RETURNS base
                LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
            CREATE FUNCTION base_out(base) RETURNS cstring
                LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
            CREATE TYPE base (INPUT = base_in, OUTPUT = base_out, LIKE = integer); CREATE TYPE shell;
            CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq);
            CREATE OPERATOR FAMILY family USING btree;
            CREATE OPERATOR CLASS ops FOR TYPE integer USING btree FAMILY family
                AS OPERATOR 1 <, FUNCTION 1 btint4cmp(integer, integer);
            CREATE COLLATION coll FROM "C";
            CREATE CONVERSION conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            CREATE TEXT SEARCH CONFIGURATION conf (COPY = simple);
            CREATE TEXT SEARCH DICTIONARY dict (TEMPLATE = simple);
            CREATE TEXT SEARCH PARSER pars (START = prsd_start, GETTOKEN = prsd_nexttoken,
                END = prsd_end, LEXTYPES = prsd_lextype);
            CREATE TEXT SEARCH TEMPLATE temp (LEXIZE = dsimple_lexize);
            CREATE TYPE pair AS (x int);
            CREATE CAST (pair AS text) WITH INOUT;
            SELECT gitversion.init('main', 'app');
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TYPE r",
                "TYPE m",
                "TYPE r[]",
                "TYPE m[]",
                "TYPE base",
                "TYPE base[]",
                "TYPE shell",
                "FUNCTION r(int, int)",
                "FUNCTION m(r[])",
                "OPERATOR === (int, int)",
                "OPERATOR FAMILY family USING btree",
                "OPERATOR CLASS ops USING btree",
                "COLLATION coll",
                "CONVERSION conv",
                "TEXT SEARCH CONFIGURATION conf",
                "TEXT SEARCH DICTIONARY dict",
                "TEXT SEARCH PARSER pars",
                "TEXT SEARCH TEMPLATE temp",
                "CAST (pair AS text)"
            })
    void isCommitted(String object, Database database) throws SQLException {
        database.execute(OBJECTS);
        for (String comment : new String[] {"'a'", "'b'", "NULL"}) {
            database.execute("COMMENT ON " + object + " IS " + comment);
            assertThat(database.column("SELECT path FROM gitversion.status('main')")).hasSize(1);
            database.value("SELECT gitversion.commit(?, 'main')", comment);
            assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
            database.execute("BEGIN", "DELETE FROM gitversion.branch_states");
            assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
            database.execute("ROLLBACK");
        }
    }
}
