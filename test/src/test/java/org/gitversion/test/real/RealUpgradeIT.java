package org.gitversion.test.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.Rows;
import org.gitversion.test.support.SchemaDump;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real applications are upgraded in a branch, by their vendors' own scripts, and merged. The result
 * has to be what the scripts make without gitversion, to the last character of {@code pg_dump}; the
 * rows stay.
 */
class RealUpgradeIT {
    private final Cluster cluster = Cluster.shared();

    @ParameterizedTest
    @EnumSource
    void anUpgradeInABranchIsMerged(Vendor vendor) throws SQLException {
        try (Database database = start(vendor)) {
            Rows before = Rows.read(database, "public");
            assertThat(before.filledTables()).isGreaterThan(1);
            upgradeInABranch(database, vendor);

            database.value("SELECT gitversion.merge_branches('upgrade', 'main')");

            String expected = withoutGitversion(vendor, "");
            assertSame(SchemaDump.of(database, "public"), expected);
            assertSame(SchemaDump.of(database, branchSchema(database)), expected);
            assertThat(database.value("SELECT gitversion.diff('main', 'upgrade')")).isEmpty();
            assertClean(database);
            assertKept(before, Rows.read(database, "public"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUpgradeIsMergedWithChangesInMain(Vendor vendor) throws SQLException {
        try (Database database = start(vendor)) {
            Rows before = Rows.read(database, "public");
            upgradeInABranch(database, vendor);
            database.psql(
                            "SELECT gitversion.use_branch('main');"
                                    + vendor.ownChanges()
                                    + ";SELECT gitversion.commit('Own changes')",
                            "-q")
                    .expectSuccess();

            String merge = database.value("SELECT gitversion.merge_branches('upgrade', 'main')");

            assertThat(
                            database.value(
                                    "SELECT count(*) FROM gitversion.commit_parents"
                                            + " WHERE commit_id = ?::integer",
                                    merge))
                    .isEqualTo("2");
            assertSame(
                    SchemaDump.of(database, "public"),
                    withoutGitversion(vendor, vendor.ownChanges()));
            assertClean(database);
            assertKept(before, Rows.read(database, "public"));
        }
    }

    /** A database with the old version as branch main, and rows in it. */
    private Database start(Vendor vendor) throws SQLException {
        Database database = cluster.createDatabase();
        database.execute(vendor.extensions());
        database.psql(vendor.oldVersion(), "-q").expectSuccess();
        Rows.fill(database, "public", vendor.emptyTables());
        database.value("SELECT gitversion.init('main', 'public')");
        return database;
    }

    private static void upgradeInABranch(Database database, Vendor vendor) throws SQLException {
        database.value("SELECT gitversion.create_branch('upgrade', 'main')");
        database.psql(
                        "SELECT gitversion.use_branch('upgrade');"
                                + vendor.rowsForUpgrade()
                                + vendor.upgrade(),
                        "-q")
                .expectSuccess();
        assertThat(database.column("SELECT path FROM gitversion.status('upgrade')")).isNotEmpty();
        database.value("SELECT gitversion.use_branch('upgrade')");
        assertThat(database.value("SELECT gitversion.diff('HEAD')")).contains("\n+");
        database.value("SELECT gitversion.commit('Upgrade')");
        assertThat(database.value("SELECT gitversion.diff('main', 'upgrade')")).contains("\n+");
    }

    /** The same changes made straight in public, in a database without gitversion. */
    private String withoutGitversion(Vendor vendor, String ownChanges) throws SQLException {
        String name = "reference_" + vendor + "_" + ownChanges.length();
        try (Database reference = cluster.createEmptyDatabase(name, "UTF8")) {
            reference.execute(vendor.extensions());
            reference
                    .psql(
                            String.join(
                                    ";\n",
                                    vendor.oldVersion(),
                                    vendor.rowsForUpgrade(),
                                    ownChanges,
                                    vendor.upgrade()),
                            "-q")
                    .expectSuccess();
            return SchemaDump.of(reference, "public");
        }
    }

    private static String branchSchema(Database database) throws SQLException {
        return database.value(
                "SELECT schema_name FROM gitversion.branches WHERE branch_name = 'upgrade'");
    }

    private static void assertClean(Database database) throws SQLException {
        assertThat(Integrity.problems(database)).isEmpty();
    }

    private static void assertSame(String dump, String expected) {
        assertThat(dump).contains("CREATE TABLE s.");
        assertThat(SchemaDump.difference(dump, expected)).isEmpty();
    }

    private static void assertKept(Rows before, Rows after) {
        assertThat(after.within(before)).isEqualTo(before.within(after));
    }
}
