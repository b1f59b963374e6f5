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
            parent in another schema | CREATE TABLE public.family (a int); CREATE TABLE u () \
            INHERITS (public.family)
            child in another schema | CREATE TABLE t (a int) PARTITION BY LIST (a); \
            CREATE TABLE public.child PARTITION OF t DEFAULT
            range type with a canonical function and constructors of another name | CREATE TYPE r; \
            CREATE FUNCTION c(r) RETURNS r LANGUAGE internal IMMUTABLE AS 'int4range_canonical'; \
            CREATE TYPE r AS RANGE (SUBTYPE = int, CANONICAL = c); ALTER TYPE r RENAME TO q
            default operator class for a type of another schema | CREATE OPERATOR CLASS c DEFAULT \
            FOR TYPE point USING btree AS STORAGE point
            member of an operator family of another schema | CREATE OPERATOR <<< (FUNCTION = int48lt, \
            LEFTARG = int, RIGHTARG = bigint); CREATE OPERATOR FAMILY public.f USING btree; ALTER \
            OPERATOR FAMILY public.f USING btree ADD OPERATOR 1 <<< (int, bigint)
            cast between types of other schemas or of extensions | CREATE FUNCTION f(point) RETURNS int \
            RETURN 1; CREATE CAST (point AS int) WITH FUNCTION f(point)
            text search dictionary with an option that names the schema | CREATE TEXT SEARCH \
            DICTIONARY d (TEMPLATE = simple, StopWords = english); UPDATE pg_ts_dict SET \
            dictinitoption = 'dictionary = ''s.other''' WHERE dictname = 'd'
            inheritance with a foreign table | CREATE FOREIGN DATA WRAPPER w; CREATE SERVER v FOREIGN \
            DATA WRAPPER w; CREATE TABLE t (a int); CREATE FOREIGN TABLE u () INHERITS (t) SERVER v
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
