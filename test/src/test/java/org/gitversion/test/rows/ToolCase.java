package org.gitversion.test.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;

/**
 * What people do with a migration tool: a first migration on main, a second one on a branch,
 * another second one on main, a merge. Afterwards main has all of them, and the tool nothing to do.
 */
abstract class ToolCase {
    private static final String SHOP =
            "CREATE TABLE orders (id integer PRIMARY KEY, kind varchar(9) CHECK (kind IN ('a')))";

    /** Runs all migrations of a directory in a schema. */
    abstract void migrate(Database database, String schema, Path directory) throws Exception;

    /** Tells how many migrations of a directory the tool would run in a schema. */
    abstract int pending(Database database, String schema, Path directory) throws Exception;

    /** Writes a migration. */
    abstract void write(Path directory, int number, String name, String sql) throws IOException;

    final void run(Database database, Path directory) throws Exception {
        Path onMain = Files.createDirectories(directory.resolve("main"));
        Path onBranch = Files.createDirectories(directory.resolve("branch"));
        Path merged = Files.createDirectories(directory.resolve("merged"));
        for (Path each : new Path[] {onMain, onBranch, merged}) {
            write(
                    each,
                    1,
                    "start",
                    "CREATE TABLE orders (id integer PRIMARY KEY);\n"
                            + "CREATE TABLE lookup (code text PRIMARY KEY, label text);\n"
                            + "INSERT INTO lookup VALUES ('new', 'New')");
        }
        for (Path each : new Path[] {onBranch, merged}) {
            write(
                    each,
                    2,
                    "state",
                    "ALTER TABLE orders ADD COLUMN state text REFERENCES lookup;\n"
                            + "INSERT INTO lookup VALUES ('paid', 'Paid')");
        }
        for (Path each : new Path[] {onMain, merged}) {
            write(each, 3, "total", "ALTER TABLE orders ADD COLUMN total numeric");
        }
        migrateFirst(database, onMain, onBranch);
        database.value("SELECT gitversion.commit('State of orders', 'feature')");
        migrate(database, "public", onMain);
        database.value("SELECT gitversion.commit('Total of orders', 'main')");

        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(pending(database, "public", merged)).isZero();
        migrate(database, "public", merged);
        assertThat(database.column("SELECT code FROM public.lookup ORDER BY 1"))
                .containsExactly("new", "paid");
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();

        // And the other way: what main got in the meantime is nothing to do on the branch.
        database.value("SELECT gitversion.merge_branches('main', 'feature')");
        assertThat(pending(database, "branch_feature", merged)).isZero();
        write(merged, 4, "more", "CREATE TABLE more (id integer)");
        assertThat(pending(database, "branch_feature", merged)).isEqualTo(1);
        migrate(database, "branch_feature", merged);
        database.value("SELECT gitversion.commit('More', 'feature')");
        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(pending(database, "public", merged)).isZero();
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    private void migrateFirst(Database database, Path onMain, Path onBranch) throws Exception {
        Path first = Files.createDirectories(onMain.resolveSibling("first"));
        write(
                first,
                1,
                "start",
                "CREATE TABLE orders (id integer PRIMARY KEY);\n"
                        + "CREATE TABLE lookup (code text PRIMARY KEY, label text);\n"
                        + "INSERT INTO lookup VALUES ('new', 'New')");
        migrate(database, "public", first);
        database.execute(
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.track_rows('public.lookup', 'reference')",
                "SELECT gitversion.commit('Codes belong to the schema', 'main')",
                "SELECT gitversion.create_branch('feature', 'main')");
        assertThat(pending(database, "branch_feature", first)).isZero();
        migrate(database, "branch_feature", onBranch);
    }

    /** The files that bring a schema of a shop to what was made of it. */
    static Map<String, String> migration(String format, boolean online) throws SQLException {
        try (Database database = Cluster.shared().createDatabase()) {
            database.execute(
                    SHOP,
                    "SELECT gitversion.init('main', 'public')",
                    "ALTER TABLE orders ADD COLUMN state text DEFAULT '${user}'",
                    "ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0)",
                    "CREATE INDEX orders_by_id ON orders (id) WHERE id > 1",
                    "CREATE FUNCTION half(a integer) RETURNS integer RETURN a / 2",
                    "CREATE PROCEDURE undo() LANGUAGE plpgsql AS $$\nBEGIN\n-- rollback; undo"
                            + " it\n    NULL;\nEND\n$$",
                    "SELECT gitversion.commit('State of orders; --', 'main')");
            Map<String, String> files = new LinkedHashMap<>();
            for (List<String> row :
                    database.rows(
                            "SELECT * FROM gitversion.migration('main~1', 'main', ?, p_online =>"
                                    + " ?)",
                            format,
                            online)) {
                files.put(row.get(0), row.get(1));
            }
            return files;
        }
    }

    /** A database of a shop that knows nothing of gitversion. */
    static Database elsewhere(String name) throws SQLException {
        Database database = Cluster.shared().createEmptyDatabase(name, "UTF8");
        database.execute(SHOP, "INSERT INTO orders VALUES (7)");
        return database;
    }

    static void write(Path directory, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    static String url(Database database) throws SQLException {
        return database.session().getMetaData().getURL();
    }
}
