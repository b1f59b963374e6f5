package org.gitversion.test.bench;

import java.sql.SQLException;
import org.gitversion.test.support.Database;

/**
 * Everything that users call, once, over a schema {@code app} of {@link BenchSchema} in a database
 * without history: with few changes, and with as many as there are tables.
 */
final class Verbs {
    private final Database database;
    private final int tables;
    private final Observer observer;

    /** Is told of each call. */
    interface Observer {
        /** Makes the call. */
        void call(String name, String sql) throws SQLException;

        /** The history has grown by many objects since the last time. */
        void grown() throws SQLException;
    }

    Verbs(Database database, int tables, Observer observer) {
        this.database = database;
        this.tables = tables;
        this.observer = observer;
    }

    void run() throws SQLException {
        verb("init", "init('main', 'app')");
        observer.grown();
        verb("create_branch", "create_branch('b', 'main')");
        observer.grown();
        verb("status, nothing changed", "status('b')");
        changes();
        reads();
        merges();
        replays();
        ends();
    }

    private void changes() throws SQLException {
        database.execute("SELECT gitversion.use_branch('b')");
        for (int i = 0; i < 20; i++) {
            database.execute("ALTER TABLE t" + i + " ADD COLUMN added integer");
        }
        database.execute(
                "DROP VIEW v0, v3",
                "CREATE TABLE more (id integer PRIMARY KEY)",
                "ALTER TABLE t30 RENAME TO t30_renamed");
        verb("status, few changes", "status('b')");
        verb("status, few changes, not exact", "status('b', false)");
        verb("commit, few changes", "commit('few', 'b')");
        for (int i = 50; i < tables; i += 2) {
            database.execute("ALTER TABLE t" + i + " ADD COLUMN added_later integer");
        }
        verb("status, many changes", "status('b')");
        verb("stash", "stash('b')");
        verb("stash_pop", "stash_pop('b')");
        verb("commit, many changes", "commit('many', 'b')");
        database.execute("RESET search_path", "CREATE SCHEMA other", "SET search_path = other");
        database.execute("SELECT gitversion.create_branch('new', 'main')");
        database.execute("SELECT gitversion.use_branch('new')");
        for (int start = tables; start < 2 * tables; start += 100) {
            database.execute(BenchSchema.ddl(start, Math.min(start + 100, 2 * tables)));
        }
        verb("status, many new", "status('new')");
        verb("status, many new, not exact", "status('new', false)");
        verb("commit, many new", "commit('new', 'new')");
        verb("blame, many new", "blame('tables', 'new')");
        for (int i = tables; i < 2 * tables; i++) {
            database.execute("ALTER TABLE t" + i + " RENAME TO renamed" + i);
        }
        verb("status, many renamed", "status('new')");
        verb("commit, many renamed", "commit('renamed', 'new')");
        database.execute("RESET search_path");
    }

    private void reads() throws SQLException {
        verb("diff", "diff('main', 'b')");
        verb("diff, live", "diff('main')");
        verb("compute_schema_diff", "compute_schema_diff(1, 3)");
        verb("show", "show('b')");
        verb("log", "log('b')");
        verb("log of a path", "log('b', NULL, 'tables/t5')");
        verb("log_graph", "log_graph('b')");
        verb("reflog", "reflog('b')");
        verb("blame of a table", "blame('tables/t5', 'b')");
        verb("blame of all tables", "blame('tables', 'b')");
        verb("compute_tree_hash", "compute_tree_hash('app')");
        verb("compute_node_hash", "compute_node_hash(1, 'tables')");
        verb("compute_commit_hash", "compute_commit_hash(1, 1)");
        verb("find_merge_base", "find_merge_base('b', 'main')");
        verb("get_object_ddl", "get_object_ddl('app', 't7', 'r')");
        observer.call(
                "object_snapshots",
                "SELECT count(dependencies) FROM gitversion.object_snapshots WHERE commit_id = 1");
        observer.call(
                "merkle_nodes", "SELECT count(*) FROM gitversion.merkle_nodes WHERE commit_id = 1");
        verb("fsck", "fsck()");
    }

    private void merges() throws SQLException {
        verb("plan", "plan('main', 'b')");
        verb("preview_merge", "preview_merge('b', 'main')");
        verb("merge_branches, forward", "merge_branches('b', 'main')");
        verb("status after a merge", "status('main')");
        verb("merge_branches", "merge_branches('new', 'main')");
        verb("tag", "tag('v1', 'main~1')");
    }

    private void replays() throws SQLException {
        verb("create_branch of a commit", "create_branch('at', 'main~1')");
        verb("revert", "revert('b', 'b')");
        verb("reset", "reset('b', 'b~2')");
        database.execute(
                "SELECT gitversion.use_branch('at')", "CREATE TABLE yet_another (id integer)");
        verb("commit, one new", "commit('one', 'at')");
        verb("cherry_pick", "cherry_pick('at', 'b')");
        verb("rebase", "rebase('at', 'main')");
        verb("restore", "restore('tables/t5', 'v1', 'at')");
        database.execute("RESET search_path");
    }

    private void ends() throws SQLException {
        verb("rename_branch", "rename_branch('b', 'c')");
        verb("drop_branch", "drop_branch('c', true)");
        verb("drop_branch, many new", "drop_branch('new', true)");
        verb("gc", "gc('0')");
        verb("clone_schema_objects", "clone_schema_objects('app', 'copy')");
    }

    private void verb(String name, String call) throws SQLException {
        observer.call(name, "SELECT * FROM gitversion." + call);
    }

    /** The schema that everything is called over. */
    static void fill(Database database, int tables) throws SQLException {
        database.execute("CREATE SCHEMA app", "SET search_path = app");
        for (int start = 0; start < tables; start += 100) {
            database.execute(BenchSchema.ddl(start, Math.min(start + 100, tables)));
        }
        database.execute("RESET search_path");
    }
}
