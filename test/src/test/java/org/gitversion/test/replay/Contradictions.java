package org.gitversion.test.replay;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.BeforeEach;

/** Two branches that conflict in a body, in the type of a column and in a view. */
abstract class Contradictions {
    static final String BODY =
            "CREATE OR REPLACE FUNCTION price(n integer) RETURNS integer LANGUAGE plpgsql AS $b$\n"
                    + "BEGIN\n  -- first\n  RETURN %s;\n  -- last\nEND\n$b$";

    Database database;
    Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init('main')");
        work.commit(
                "main",
                "CREATE TABLE orders (id integer PRIMARY KEY, total integer, note text)",
                "CREATE VIEW totals AS SELECT total FROM orders",
                BODY.formatted("n"));
        database.value("SELECT gitversion.create_branch('feature')");
        work.commit(
                "feature",
                "ALTER TABLE orders ADD COLUMN by_feature text, ALTER note TYPE varchar(30)",
                "DROP VIEW totals",
                BODY.formatted("n * 2"));
        work.commit(
                "main",
                "ALTER TABLE orders ADD COLUMN by_main text, ALTER note TYPE varchar(9)",
                "CREATE OR REPLACE VIEW totals AS SELECT total, id FROM orders",
                BODY.formatted("n * 3"));
    }

    String startMerge() throws SQLException {
        return database.value("SELECT gitversion.start_merge('feature', 'main')");
    }

    String conflict(String path) throws SQLException {
        return database.value(
                "SELECT max(id) FROM gitversion.merge_conflicts WHERE object_name = ?", path);
    }

    String resolve(String path, String strategy) throws SQLException {
        return database.value(
                "SELECT gitversion.resolve_conflict(?::integer, ?)", conflict(path), strategy);
    }

    String resolve(String path, String strategy, String ddl) throws SQLException {
        return database.value(
                "SELECT gitversion.resolve_conflict(?::integer, ?, ?)",
                conflict(path),
                strategy,
                ddl);
    }

    String finish(String attempt) throws SQLException {
        return database.value("SELECT gitversion.finish_merge(?::integer)", attempt);
    }

    List<String> open() throws SQLException {
        return database.column(
                "SELECT concat_ws(' ', path, slot) || ': ' || state FROM"
                        + " gitversion.open_conflicts");
    }
}
