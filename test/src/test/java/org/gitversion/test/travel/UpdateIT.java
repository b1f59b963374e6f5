package org.gitversion.test.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From earlier versions to this one. Their scripts and a database each of them kept were put aside
 * when they were released.
 */
class UpdateIT {
    private static final Cluster CLUSTER = Cluster.shared();
    private static final List<String> EARLIER = List.of("0.1.0");
    private static final String UNCOMMITTED =
            "SELECT branch_name || ' ' || s.path FROM gitversion.branches,"
                    + " gitversion.status(branch_name) s WHERE is_active";

    @BeforeAll
    static void installEarlierVersions() throws IOException {
        for (String version : EARLIER) {
            Files.writeString(script(version), resource("gitversion--" + version + ".sql"));
        }
    }

    @AfterAll
    static void removeEarlierVersions() throws IOException {
        for (String version : EARLIER) {
            Files.deleteIfExists(script(version));
        }
    }

    private static Path script(String version) {
        return CLUSTER.sharedDirectory().resolve("extension/gitversion--" + version + ".sql");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = UpdateIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As a restore does, without asking Java for functions that may be gone by now. */
    private static Database database(String name, String version) throws SQLException {
        Database database = CLUSTER.createEmptyDatabase(name, "UTF8");
        database.execute(CLUSTER.host().languageStatements().toArray(new String[0]));
        database.execute(
                "SET check_function_bodies = off",
                "CREATE EXTENSION gitversion VERSION '" + version + "'",
                "RESET check_function_bodies");
        return database;
    }

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void theUpdatedExtensionIsTheNewOne(String version) throws SQLException {
        try (Database updated = database("updated", version);
                Database fresh = CLUSTER.createDatabase("fresh")) {
            List<String> before = ExtensionMembers.of(updated);
            updated.execute("ALTER EXTENSION gitversion UPDATE");
            assertThat(ExtensionMembers.of(updated))
                    .isNotEqualTo(before)
                    .containsExactlyElementsOf(ExtensionMembers.of(fresh));
        }
    }

    /** What was granted by hand becomes membership in the role that it meant. */
    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void grantsBecomeMemberships(String version) throws SQLException {
        try (Database updated = database("granted", version)) {
            updated.execute(
                    "CREATE ROLE author_of_earlier_days",
                    "CREATE ROLE reader_of_earlier_days",
                    "GRANT SELECT ON ALL TABLES IN SCHEMA gitversion TO reader_of_earlier_days",
                    "GRANT ALL ON ALL TABLES IN SCHEMA gitversion TO author_of_earlier_days",
                    "GRANT EXECUTE ON FUNCTION gitversion.commit TO author_of_earlier_days",
                    "ALTER EXTENSION gitversion UPDATE");
            assertThat(
                            updated.column(
                                    "SELECT r.rolname || ' ' || m.roleid::regrole FROM pg_roles r"
                                            + " JOIN pg_auth_members m ON m.member = r.oid WHERE"
                                            + " r.rolname LIKE '%earlier_days' ORDER BY 1"))
                    .containsExactly(
                            "author_of_earlier_days gitversion_author",
                            "reader_of_earlier_days gitversion_reader");
            // Nothing else depends on these roles: else they could not be dropped.
            updated.execute("DROP ROLE author_of_earlier_days, reader_of_earlier_days");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void historyGoesOnAfterTheUpdate(String version) throws Exception {
        try (Database updated = database("history", version)) {
            updated.psql("SET session_replication_role = replica;\n" + history(version), "-q")
                    .expectSuccess();
            updated.execute("ALTER EXTENSION gitversion UPDATE");
            goOn(updated);
        }
    }

    /** A dump does not say which version it comes from: it is restored into this one. */
    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void aDumpOfAnEarlierVersionGoesOn(String version) throws Exception {
        try (Database restored = CLUSTER.createDatabase("restored_from_earlier")) {
            restored.psql(history(version), "-q").expectSuccess();
            goOn(restored);
        }
    }

    private static String history(String version) throws IOException {
        String directory = "history-" + version;
        return resource(directory + "/schemas.sql") + resource(directory + "/rows.sql");
    }

    private static void goOn(Database database) throws SQLException {
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
        assertThat(database.column(UNCOMMITTED)).containsExactly("work tables/uncommitted");
        assertThat(database.column("SELECT message FROM gitversion.log('main')"))
                .containsExactly(
                        "Merge branch 'feature' into 'main'",
                        "Rename a table",
                        "Index the date",
                        "Rename a column, add another",
                        "Initial commit");
        assertThat(database.value("SELECT gitversion.diff('v1', 'main')"))
                .contains("full_name", "purchases");

        database.execute(
                "SELECT gitversion.commit('Take it in', 'work')",
                "SELECT gitversion.stash_pop('work')",
                "SELECT gitversion.commit('And the rest', 'work')",
                "SELECT gitversion.use_branch('work')",
                "ALTER TABLE customers RENAME COLUMN name TO called",
                "SELECT gitversion.commit('Rename it again')",
                "ALTER TABLE customers RENAME COLUMN called TO name",
                "SELECT gitversion.commit('And back')",
                "SELECT gitversion.merge_branches('work', 'main')",
                "SELECT * FROM gitversion.gc('0')");
        assertThat(database.rows("SELECT id, full_name FROM public.customers"))
                .containsExactly(List.of("1", "Ann"));
        assertThat(database.value("SELECT to_regclass('public.stashed')")).isNotNull();
        assertThat(Integrity.problems(database)).isEmpty();
    }
}
