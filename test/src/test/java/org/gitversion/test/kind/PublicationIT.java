package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/** What is published is decided by publications; branches neither publish nor take that away. */
class PublicationIT {
    private static final String PUBLISHED =
            "SELECT format('%s: %s.%s (%s) %s', pubname, schemaname, tablename,"
                    + " array_to_string(attnames, ','), rowfilter) FROM pg_publication_tables"
                    + " ORDER BY 1";

    @Test
    void mergesKeepWhatIsPublishedAndBranchesPublishNothing() throws SQLException {
        try (Lab lab =
                Lab.of(
                        """
                        CREATE TABLE t (id int PRIMARY KEY, b int, c int);
                        CREATE TABLE u (id int PRIMARY KEY);
                        CREATE PUBLICATION p FOR TABLE t (id, b) WHERE (b > 0), u;
                        CREATE PUBLICATION q FOR TABLES IN SCHEMA app;
                        """)) {
            lab.merge("ALTER TABLE t ADD d int; ALTER TABLE t DROP c; CREATE TABLE v (a int)");
            lab.merge("ALTER TABLE t RENAME TO t2; ALTER TABLE t2 RENAME b TO b2");
            assertThat(lab.database().column(PUBLISHED))
                    .containsExactly(
                            "p: app.t2 (id,b2) (b2 > 0)",
                            "p: app.u (id) ",
                            "q: app.t2 (id,b2,d) ",
                            "q: app.u (id) ",
                            "q: app.v (a) ");
        }
    }

    @Test
    void whatWouldTakeATableOutOfAPublicationIsRefused() throws SQLException {
        try (Lab lab =
                Lab.of(
                        """
                        CREATE TABLE t (id int PRIMARY KEY, b int, c int);
                        CREATE TABLE u (id int PRIMARY KEY);
                        CREATE PUBLICATION p FOR TABLE t (id, b) WHERE (id > 0), u;
                        """)) {
            assertThat(lab.refused("DROP TABLE u"))
                    .startsWith("VC019")
                    .contains("tables/u", "publication \"p\"");
            assertThat(lab.refused("ALTER TABLE t DROP b")).startsWith("VC");
            List<String> before = lab.database().column(PUBLISHED);
            lab.run("ALTER PUBLICATION p DROP TABLE app.u");
            lab.merge("DROP TABLE u");
            assertThat(lab.database().column(PUBLISHED)).isSubsetOf(before).hasSize(1);
        }
    }

    @Test
    void aBranchBesideAPublicationOfAllTablesIsWarnedOf() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (id int)")) {
            Database database = lab.database();
            assertThat(database.psql("SELECT gitversion.create_branch('quiet')").output())
                    .doesNotContain("WARNING");
            lab.run(
                    "SET client_min_messages = error; CREATE PUBLICATION everything FOR ALL"
                            + " TABLES");
            assertThat(database.psql("SELECT gitversion.create_branch('loud')").output())
                    .contains("WARNING", "are published", "FOR ALL TABLES: everything");
        }
    }
}
