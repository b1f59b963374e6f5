package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be reproduced is refused, by name and with the reason, instead of being left out. */
@GitVersionTest
class UnsupportedIT {
    private static final String SCRIPTS =
            """
            partitioned table | CREATE TABLE t (a int) PARTITION BY LIST (a)
            inheritance | CREATE TABLE t (a int); CREATE TABLE u () INHERITS (t)
            typed table | CREATE TYPE c AS (a int); CREATE TABLE t OF c
            shell type | CREATE TYPE t
            operator | CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)
            operator family | CREATE OPERATOR FAMILY f USING btree
            collation | CREATE COLLATION c FROM "C"
            text search configuration | CREATE TEXT SEARCH CONFIGURATION c (COPY = simple)
            text search dictionary | CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple)
            default privileges | ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO PUBLIC
            clustered index | CREATE TABLE t (a int PRIMARY KEY); CLUSTER t USING t_pkey
            dependency on an extension | CREATE FUNCTION f() RETURNS int RETURN 1; \
            ALTER FUNCTION f DEPENDS ON EXTENSION plpgsql
            dependency on an extension | CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; \
            ALTER MATERIALIZED VIEW m DEPENDS ON EXTENSION plpgsql
            dependency on an extension | CREATE TABLE t (a int); CREATE TRIGGER r BEFORE UPDATE ON t \
            FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger(); \
            ALTER TRIGGER r ON t DEPENDS ON EXTENSION plpgsql
            """;

    private final Database database;

    UnsupportedIT(Database database) {
        this.database = database;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = SCRIPTS)
    void isRefused(String reason, String script) throws SQLException {
        database.psql("CREATE SCHEMA s; SET search_path = s; " + script, "-q").expectSuccess();
        try {
            assertThatThrownBy(
                            () ->
                                    database.value(
                                            "SELECT gitversion.clone_schema_objects('s', 'c')"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("VC010"))
                    .hasMessageContaining("(" + reason + ")");
            assertThat(database.column("SELECT 1 FROM pg_namespace WHERE nspname = 'c'")).isEmpty();
        } finally {
            database.psql("DROP SCHEMA s CASCADE", "-q").expectSuccess();
        }
    }
}
