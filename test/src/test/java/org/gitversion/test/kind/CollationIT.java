package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CollationIT {
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE COLLATION c FROM "C";
                CREATE COLLATION "Two ""of/% them" (LC_COLLATE = 'C', LC_CTYPE = 'C.utf8');
                CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');
                CREATE COLLATION fold (PROVIDER = icu, LOCALE = 'und-u-ks-level2',
                    DETERMINISTIC = false);
                COMMENT ON COLLATION german IS 'as in the phone book';
                ALTER COLLATION german OWNER TO kind_reader;
                CREATE DOMAIN d AS text COLLATE german;
                CREATE TYPE r AS RANGE (SUBTYPE = text, COLLATION = fold);
                CREATE TABLE t (a text COLLATE german, b text COLLATE "Two ""of/% them", c d,
                    CHECK (a < 'x' COLLATE c), UNIQUE (b));
                CREATE INDEX i ON t (a COLLATE fold, (b || a) COLLATE c);
                CREATE VIEW v AS SELECT a COLLATE "Two ""of/% them" AS a FROM t ORDER BY b COLLATE c;
                """);
    }

    @Test
    void onlyItsNameChangesInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE COLLATION a (PROVIDER = icu, LOCALE = 'de');CREATE COLLATION b FROM"
                                + " \"C\"; CREATE TABLE t (x text COLLATE b);CREATE INDEX i ON t (x"
                                + " COLLATE a);")) {
            assertThat(lab.merge("ALTER COLLATION a RENAME TO \"A \"\"/%\""))
                    .containsExactly("ALTER COLLATION a RENAME TO \"A \"\"/%\"");
            assertThat(
                            lab.merge(
                                    "DROP INDEX i; DROP COLLATION \"A \"\"/%\"; CREATE COLLATION"
                                            + " \"A \"\"/%\" (PROVIDER = icu, LOCALE = 'fr');"
                                            + " CREATE INDEX i ON t (x COLLATE \"A \"\"/%\")"))
                    .contains("DROP INDEX i", "DROP COLLATION \"A \"\"/%\"");
            assertThat(lab.merge("COMMENT ON COLLATION b IS 'C'")).hasSize(1);
            assertThat(
                            lab.merge(
                                    "ALTER TABLE t ALTER x TYPE text; DROP COLLATION b; CREATE"
                                        + " COLLATION b FROM \"POSIX\"; ALTER TABLE t ALTER x TYPE"
                                        + " text COLLATE b"))
                    .contains(
                            "DROP COLLATION b", "ALTER TABLE t ALTER COLUMN x TYPE text COLLATE b")
                    .doesNotContain("DROP COLLATION \"A \"\"/%\"");
            assertThat(lab.merge("DROP INDEX i; DROP COLLATION \"A \"\"/%\""))
                    .containsExactly("DROP INDEX i", "DROP COLLATION \"A \"\"/%\"");
        }
    }

    @Test
    void aBranchWhoseCollationAnotherSchemaUsesIsNotDropped() throws SQLException {
        try (Lab lab =
                Lab.of("CREATE COLLATION c FROM \"C\"; CREATE OPERATOR FAMILY f USING btree;")) {
            lab.database().value("SELECT gitversion.create_branch('b', 'main')");
            lab.run("CREATE SCHEMA other; CREATE TABLE other.t (x text COLLATE branch_b.c)");
            assertThatThrownBy(() -> lab.database().value("SELECT gitversion.drop_branch('b')"))
                    .hasMessageContaining("column x of table other.t");
            lab.run("DROP TABLE other.t");
            lab.database().value("SELECT gitversion.drop_branch('b')");
        }
    }
}
