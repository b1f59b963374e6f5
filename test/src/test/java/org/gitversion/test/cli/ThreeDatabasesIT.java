package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A team with three databases, each with roles of its own: what is made on dev goes to staging and
 * prod, what is repaired on prod comes back. Every step in SQL, and every step by gv.
 */
@GitVersionTest
class ThreeDatabasesIT {
    private static final List<String> SITES = List.of("dev", "staging", "prod");
    private static final String TREE = "SELECT gitversion.compute_tree_hash('shop')";
    private static final String HEAD =
            "SELECT c.commit_hash FROM gitversion.branches b"
                    + " JOIN gitversion.commits c ON c.id = b.head_commit_id"
                    + " WHERE b.branch_name = 'main'";

    @TempDir private Path home;
    private final Cluster cluster = Cluster.shared();
    private final List<Database> sessions = new ArrayList<>();
    private String hba;

    @AfterEach
    void removeWhatTheClusterKeeps() throws Exception {
        Path file = cluster.dataDirectory().resolve("pg_hba.conf");
        if (hba != null) {
            Files.writeString(file, hba);
        }
        Database all = cluster.database("postgres");
        // A session of PL/Java that is idle does not see that it is ended.
        for (Database session : sessions) {
            session.close();
        }
        for (String site : SITES) {
            cluster.dropDatabase("scenario_" + site);
        }
        for (String site : SITES) {
            all.execute("DROP ROLE IF EXISTS scenario_" + site);
        }
        all.execute("SELECT pg_reload_conf()");
        all.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL", "gv"})
    void featuresGoForthAndHotfixesComeBack(String way) throws Exception {
        makeRoles();
        Site dev = site(way, "dev");
        Site staging = site(way, "staging");
        Site prod = site(way, "prod");
        for (Site from : List.of(dev, staging, prod)) {
            for (Site to : List.of(dev, staging, prod)) {
                if (from != to) {
                    from.introduce(to);
                }
            }
        }

        // Dev begins; staging gets it all; prod has been there for long, with rows.
        String customers =
                "CREATE TABLE shop.customers (id integer PRIMARY KEY, email text, city text)";
        dev.own(customers);
        dev.init(null);
        dev.tag("v1", "First");
        assertThat(dev.push("staging", "main", true)).isEqualTo("new");
        prod.own(customers, "INSERT INTO shop.customers VALUES (1, 'ada', 'Rom'), (2, 'bo', NULL)");
        prod.fetch("dev");
        prod.init("dev/main");
        assertThat(staging.column("SELECT tag_name FROM gitversion.tags")).containsExactly("v1");
        assertThat(prod.column("SELECT tag_name FROM gitversion.tags")).containsExactly("v1");
        assertThat(prod.value(HEAD)).isEqualTo(dev.value(HEAD)).isEqualTo(staging.value(HEAD));

        // A feature on dev, in two commits, goes to staging, where it is tried and merged.
        dev.branch("feature");
        dev.ddl("feature", "ALTER TABLE customers RENAME COLUMN email TO mail");
        dev.commit("feature", "Mail");
        dev.ddl(
                "feature",
                "CREATE TABLE orders (id integer PRIMARY KEY,"
                        + " customer integer NOT NULL REFERENCES customers)");
        dev.ddl("feature", "CREATE VIEW mails AS SELECT mail FROM customers");
        dev.commit("feature", "Orders");
        assertThat(dev.push("staging", "feature", false)).isEqualTo("new");
        staging.merge("feature");

        // Meanwhile on prod, which nobody else may change.
        prod.ddl("main", "CREATE INDEX customers_city_idx ON customers (city)");
        prod.ddl("main", "ALTER TABLE customers ADD COLUMN vip boolean NOT NULL DEFAULT false");
        prod.commit("main", "Hotfix: VIPs");
        prod.ddl("main", "UPDATE customers SET vip = true WHERE id = 2");
        assertThat(staging.pushFails("prod", "main")).contains("VC121");

        // Prod takes the feature in, and its rows stay.
        prod.fetch("staging");
        prod.merge("staging/main");
        prod.tag("v2", "Orders");
        assertThat(prod.rows("SELECT id, mail, city, vip FROM shop.customers ORDER BY id"))
                .containsExactly(
                        List.of("1", "ada", "Rom", "f"), Arrays.asList("2", "bo", null, "t"));

        // And back, by a push and by a fetch.
        assertThat(prod.push("staging", "main", true)).isEqualTo("forwarded");
        dev.fetch("prod");
        dev.merge("prod/main");
        for (Site site : List.of(dev, staging, prod)) {
            assertThat(site.value(HEAD)).as(site.name).isEqualTo(prod.value(HEAD));
            assertThat(site.value(site.tree())).as(site.name).isEqualTo(prod.value(TREE));
            assertThat(site.column("SELECT tag_name FROM gitversion.tags ORDER BY 1"))
                    .as(site.name)
                    .containsExactly("v1", "v2");
            assertThat(site.changes()).as(site.name).isEmpty();
            assertThat(site.faults()).as(site.name).doesNotContain("error");
            site.admin.rows("SELECT * FROM gitversion.gc()");
            assertThat(site.faults()).as(site.name).isEmpty();
        }

        // A lease that is out of date is refused, and what protection refuses to anybody.
        dev.ddl("main", "CREATE TABLE careless (a integer)");
        dev.commit("main", "Careless");
        prod.ddl("main", "CREATE TABLE urgent (a integer)");
        prod.commit("main", "Urgent");
        assertThat(dev.forcedPushFails("prod", "main")).contains("VC122");
        dev.fetch("prod");
        prod.protect();
        assertThat(dev.forcedPushFails("prod", "main")).contains("VC017");
        assertThat(prod.rows("SELECT count(*) FROM shop.urgent")).hasSize(1);
    }

    private void makeRoles() throws Exception {
        Path file = cluster.dataDirectory().resolve("pg_hba.conf");
        hba = Files.readString(file);
        StringBuilder lines = new StringBuilder();
        Database all = cluster.database("postgres");
        for (String site : SITES) {
            all.execute("CREATE ROLE scenario_" + site + " LOGIN PASSWORD 'secret'");
            lines.append("host all scenario_").append(site).append(" all scram-sha-256\n");
        }
        Files.writeString(file, lines + hba);
        all.execute("SELECT pg_reload_conf()");
        all.close();
    }

    private Site site(String way, String name) throws SQLException {
        Database database = cluster.createDatabase("scenario_" + name);
        Database own = database.again();
        sessions.addAll(List.of(database, own));
        database.execute(
                "CREATE EXTENSION dblink SCHEMA public",
                "GRANT gitversion_author TO scenario_" + name,
                "GRANT CREATE ON DATABASE scenario_" + name + " TO scenario_" + name);
        return way.equals("SQL")
                ? new SqlSite(database, own, name)
                : new GvSite(database, own, name, new GvCommand(database, home));
    }

    /** One of the databases, worked on by its role. */
    private abstract static class Site {
        final Database admin;
        final Database database;
        final String name;

        Site(Database admin, Database own, String name) throws SQLException {
            this.admin = admin;
            this.database = own;
            this.name = name;
            this.database.execute("SET SESSION AUTHORIZATION scenario_" + name);
        }

        /** What is done without gitversion. */
        void own(String... statements) throws SQLException {
            database.execute("CREATE SCHEMA shop");
            database.execute(statements);
        }

        String value(String sql) throws SQLException {
            return admin.value(sql);
        }

        List<String> column(String sql) throws SQLException {
            return admin.column(sql);
        }

        List<List<String>> rows(String sql) throws SQLException {
            return admin.rows(sql);
        }

        /** The tree of main, whose schema has a name of its own where it was made by a push. */
        String tree() throws SQLException {
            return "SELECT gitversion.compute_tree_hash(schema_name) FROM gitversion.branches"
                    + " WHERE branch_name = 'main'";
        }

        void protect() throws SQLException {
            database.execute("SELECT gitversion.protect_branch('main')");
        }

        abstract void introduce(Site other) throws SQLException;

        abstract void init(String adopted) throws SQLException;

        abstract void branch(String branch) throws SQLException;

        abstract void ddl(String branch, String statement) throws SQLException;

        abstract void commit(String branch, String message) throws SQLException;

        abstract void tag(String tag, String message) throws SQLException;

        abstract void fetch(String remote) throws SQLException;

        abstract void merge(String revision) throws SQLException;

        abstract String push(String remote, String branch, boolean tags) throws SQLException;

        abstract String pushFails(String remote, String branch) throws SQLException;

        abstract String forcedPushFails(String remote, String branch) throws SQLException;

        abstract List<String> changes() throws SQLException;

        abstract List<String> faults() throws SQLException;
    }

    private static final class SqlSite extends Site {
        SqlSite(Database admin, Database own, String name) throws SQLException {
            super(admin, own, name);
        }

        @Override
        void introduce(Site other) throws SQLException {
            admin.execute(
                    "CREATE SERVER "
                            + other.name
                            + " FOREIGN DATA WRAPPER dblink_fdw OPTIONS (host '127.0.0.1', port '"
                            + admin.cluster().port()
                            + "', dbname 'scenario_"
                            + other.name
                            + "')",
                    "CREATE USER MAPPING FOR scenario_"
                            + name
                            + " SERVER "
                            + other.name
                            + " OPTIONS (user 'scenario_"
                            + other.name
                            + "', password 'secret')",
                    "GRANT USAGE ON FOREIGN SERVER " + other.name + " TO scenario_" + name);
            database.value("SELECT gitversion.add_remote(?, ?)", other.name, other.name);
        }

        @Override
        void init(String adopted) throws SQLException {
            database.value("SELECT gitversion.init('main', 'shop', ?)", adopted);
        }

        @Override
        void branch(String branch) throws SQLException {
            database.value("SELECT gitversion.create_branch(?, 'main')", branch);
        }

        @Override
        void ddl(String branch, String statement) throws SQLException {
            database.value("SELECT gitversion.use_branch(?)", branch);
            database.execute(statement);
        }

        @Override
        void commit(String branch, String message) throws SQLException {
            database.value("SELECT gitversion.commit(?, ?)", message, branch);
        }

        @Override
        void tag(String tag, String message) throws SQLException {
            database.value("SELECT gitversion.tag(?, 'main', ?)", tag, message);
        }

        @Override
        void fetch(String remote) throws SQLException {
            database.rows("SELECT * FROM gitversion.fetch(?)", remote);
        }

        @Override
        void merge(String revision) throws SQLException {
            database.value("SELECT gitversion.merge_branches(?, 'main')", revision);
        }

        @Override
        String push(String remote, String branch, boolean tags) throws SQLException {
            return database.value(
                    "SELECT gitversion.push(?, ?, p_tags => ?, p_as => ?)",
                    remote,
                    branch,
                    tags,
                    name);
        }

        @Override
        String pushFails(String remote, String branch) {
            return fails("SELECT gitversion.push(?, ?, p_as => ?)", remote, branch, name);
        }

        @Override
        String forcedPushFails(String remote, String branch) {
            return fails(
                    "SELECT gitversion.push(?, ?, p_force_with_lease => true, p_as => ?)",
                    remote,
                    branch,
                    name);
        }

        private String fails(String sql, Object... parameters) {
            try {
                return database.value(sql, parameters);
            } catch (SQLException e) {
                return e.getSQLState();
            }
        }

        @Override
        List<String> changes() throws SQLException {
            return database.column("SELECT path FROM gitversion.status('main')");
        }

        @Override
        List<String> faults() throws SQLException {
            return admin.column("SELECT severity FROM gitversion.fsck(true)");
        }
    }

    private static final class GvSite extends Site {
        private final GvCommand gv;

        GvSite(Database admin, Database own, String name, GvCommand gv) throws SQLException {
            super(admin, own, name);
            this.gv = gv;
            // By the server's socket; the remotes below are reached by TCP.
            gv.environment().put("PGHOST", admin.value("SHOW unix_socket_directories"));
            gv.environment().put("PGUSER", "scenario_" + name);
            gv.environment().put("PGPASSWORD", "secret");
        }

        @Override
        void introduce(Site other) {
            String uri =
                    "postgresql://scenario_%1$s@127.0.0.1:%2$d/scenario_%1$s"
                            .formatted(other.name, admin.cluster().port());
            gv.run("remote", "add", other.name, uri).expect(0);
        }

        @Override
        void init(String adopted) {
            if (adopted == null) {
                gv.run("init", "--schema", "shop").expect(0);
            } else {
                gv.run("init", "--schema", "shop", "--adopt", adopted).expect(0);
            }
        }

        @Override
        void branch(String branch) {
            gv.run("switch", "-c", branch, "main").expect(0);
        }

        @Override
        void ddl(String branch, String statement) {
            String[] psql = {"psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement};
            String[] command = {"run", "-b", branch, "--"};
            String[] all = Arrays.copyOf(command, command.length + psql.length);
            System.arraycopy(psql, 0, all, command.length, psql.length);
            gv.run(all).expect(0);
        }

        @Override
        void commit(String branch, String message) {
            gv.run("-b", branch, "status").expect(1);
            gv.run("-b", branch, "commit", "-m", message).expect(0);
        }

        @Override
        void tag(String tag, String message) {
            gv.run("tag", "-m", message, tag, "main").expect(0);
        }

        @Override
        void fetch(String remote) {
            gv.run("fetch", remote).expect(0);
        }

        @Override
        void merge(String revision) {
            gv.run("-b", "main", "merge", "--dry-run", revision).expect(1);
            gv.run("-b", "main", "merge", revision).expect(0);
        }

        @Override
        String push(String remote, String branch, boolean tags) throws SQLException {
            String path = "$.change";
            String changed =
                    tags
                            ? gv.json(path, "push", "--as", name, "--tags", remote, branch)
                            : gv.json(path, "push", "--as", name, remote, branch);
            return changed.replaceAll("[\\[\\]\"]", "");
        }

        @Override
        String pushFails(String remote, String branch) {
            return gv.run("push", "--as", name, remote, branch).expect(3).err();
        }

        @Override
        String forcedPushFails(String remote, String branch) {
            return gv.run("push", "--as", name, "--force-with-lease", remote, branch)
                    .expect(3)
                    .err();
        }

        @Override
        List<String> changes() {
            return gv.run("-b", "main", "status").expect(0).out().contains("Nothing to commit")
                    ? List.of()
                    : List.of("changes");
        }

        @Override
        List<String> faults() {
            Map<String, String> environment = gv.environment();
            environment.put("PGUSER", Cluster.SUPERUSER);
            String found = gv.run("-b", "main", "doctor", "--deep").expect(0).out();
            environment.put("PGUSER", "scenario_" + name);
            return found.lines()
                    .map(line -> line.split(" ")[0])
                    .filter(word -> word.matches("notice|warning|error"))
                    .toList();
        }
    }
}
