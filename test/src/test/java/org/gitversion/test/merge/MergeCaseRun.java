package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Rows;
import org.postgresql.util.PSQLException;

/** One case on the server, one way round. */
final class MergeCaseRun {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Database database;
    private final MergeCase merge;
    private final boolean flipped;

    MergeCaseRun(Database database, MergeCase merge, boolean flipped) {
        this.database = database;
        this.merge = merge;
        this.flipped = flipped;
    }

    void run() throws SQLException {
        database.execute(merge.text("settings.sql"));
        try {
            runWithSettings();
        } finally {
            database.execute("RESET ALL");
        }
    }

    private void runWithSettings() throws SQLException {
        if (merge.has("merged.sql")) {
            boolean other = flipped && merge.has("merged-flipped.sql");
            String file = other ? "merged-flipped.sql" : "merged.sql";
            new Sides().mergeCleanly("recursive", file);
            return;
        }
        Sides sides = new Sides();
        sides.conflict("recursive");
        if (merge.has("union.sql")) {
            sides.mergeCleanly("union", unionFile());
        } else {
            sides.conflict("union");
        }
        for (String strategy : List.of("ours", "theirs")) {
            String file = flipped ? (strategy.equals("ours") ? "theirs" : "ours") : strategy;
            if (merge.has(file + ".sql")) {
                new Sides().mergeCleanly(strategy, file + ".sql");
            }
        }
    }

    /** The target's lines go first, so that the order is another one when flipped. */
    private String unionFile() {
        return flipped && merge.has("union-flipped.sql") ? "union-flipped.sql" : "union.sql";
    }

    /** The two branches of a merge, with what the case says about them. */
    private final class Sides {
        private final String prefix = "c" + COUNT.incrementAndGet();
        private final String source = prefix + "/source";
        private final String target = prefix + "/target";

        Sides() throws SQLException {
            database.value("SELECT gitversion.create_branch(?, 'main')", target);
            change(target, merge.text("base.sql"));
            database.value("SELECT gitversion.create_branch(?, ?)", source, target);
            database.execute(merge.text("rows.sql"));
            change(target, merge.text(flipped ? "source.sql" : "target.sql"));
            change(source, merge.text(flipped ? "target.sql" : "source.sql"));
        }

        private void change(String branch, String script) throws SQLException {
            database.value("SELECT gitversion.use_branch(?)", branch);
            if (!script.isBlank()) {
                database.execute(script);
                database.value("SELECT gitversion.commit(?)", "Change " + branch);
            }
        }

        private String schema(String branch) throws SQLException {
            return database.value(
                    "SELECT schema_name FROM gitversion.branches WHERE branch_name = ?", branch);
        }

        void mergeCleanly(String strategy, String expectation) throws SQLException {
            String schema = schema(target);
            String copy = copyMergedByHand(strategy);
            Rows before = Rows.read(database, schema);

            String commit = call("merge_branches", strategy);

            List<String> expected = expected(expectation);
            assertThat(PlainDump.of(database, schema)).isEqualTo(expected);
            assertThat(PlainDump.of(database, schema(copy)))
                    .as("what preview_merge says, done by hand")
                    .isEqualTo(expected);
            assertThat(database.value("SELECT gitversion.compute_tree_hash(?)", schema))
                    .isEqualTo(headHash(target));
            assertThat(database.rows("SELECT * FROM gitversion.status(?)", target)).isEmpty();
            assertThat(call("merge_branches", strategy)).as("merged again").isEqualTo(commit);
            assertThat(preview(target, strategy)).as("preview after the merge").isEmpty();
            Rows after = Rows.read(database, schema);
            assertThat(after.within(before)).isEqualTo(before.within(after));
            check();
        }

        /** Executes the statements that preview_merge shows for a copy of the target. */
        private String copyMergedByHand(String strategy) throws SQLException {
            String copy = target + "-copy";
            database.value("SELECT gitversion.create_branch(?, ?)", copy, target);
            List<List<String>> steps = preview(copy, strategy);
            database.value("SELECT gitversion.use_branch(?)", copy);
            database.execute("SET check_function_bodies = off");
            for (List<String> step : steps) {
                assertThat(step.get(0)).as("%s", step).isIn("statement", "warning");
                if (step.get(0).equals("statement")) {
                    database.execute(step.get(1));
                }
            }
            database.execute("RESET check_function_bodies");
            return copy;
        }

        private List<List<String>> preview(String receiver, String strategy) throws SQLException {
            return database.rows(
                    "SELECT result, statement, path, conflict_type, reason"
                            + " FROM gitversion.preview_merge(?, ?, ?) ORDER BY step",
                    source,
                    receiver,
                    strategy);
        }

        private String call(String function, String strategy) throws SQLException {
            return database.value(
                    "SELECT gitversion." + function + "(?, ?, ?)", source, target, strategy);
        }

        private String headHash(String branch) throws SQLException {
            return database.value(
                    "SELECT c.tree_hash FROM gitversion.branches b"
                            + " JOIN gitversion.commits c ON c.id = b.head_commit_id"
                            + " WHERE b.branch_name = ?",
                    branch);
        }

        private List<String> expected(String file) throws SQLException {
            String schema = prefix + "_expected";
            database.execute(
                    "CREATE SCHEMA " + schema,
                    "SET search_path = " + schema,
                    merge.text(file),
                    "RESET search_path");
            return PlainDump.of(database, schema);
        }

        private void check() throws SQLException {
            if (merge.has("check.sql")) {
                database.value("SELECT gitversion.use_branch(?)", target);
                for (List<String> row : database.rows(merge.text("check.sql"))) {
                    assertThat(row).containsOnly("t");
                }
            }
        }

        void conflict(String strategy) throws SQLException {
            String schema = schema(target);
            String head = headHash(target);
            Rows before = Rows.read(database, schema);

            PSQLException error =
                    catchThrowableOfType(
                            PSQLException.class, () -> call("merge_branches", strategy));

            assertThat(error == null).as("merged, where conflicts are due").isFalse();
            assertThat(error.getSQLState()).as(error.getMessage()).isEqualTo("VC001");
            String detail = error.getServerErrorMessage().getDetail();
            assertThat(found(detail)).as("%s", detail).isEqualTo(merge.conflicts(flipped));
            assertThat(explanations(detail)).doesNotContainNull().doesNotContain("");
            assertThat(preview(target, strategy)).hasSameSizeAs(merge.conflicts(flipped));
            assertThat(preview(target, strategy)).allMatch(row -> row.get(0).equals("conflict"));
            assertThat(headHash(target)).isEqualTo(head);
            assertThat(database.value("SELECT gitversion.compute_tree_hash(?)", schema))
                    .isEqualTo(head);
            Rows after = Rows.read(database, schema);
            assertThat(after.within(before)).isEqualTo(before.within(after));
        }

        private List<String> explanations(String json) throws SQLException {
            return database.column(
                    "SELECT c ->> 'detail' FROM jsonb_array_elements(?::jsonb) c", json);
        }

        private List<String> found(String json) throws SQLException {
            if (merge.saysTypesOnly()) {
                return database.column(
                        "SELECT concat(c ->> 'conflict_type', ' ', c ->> 'object_name') COLLATE"
                                + " \"C\" AS line FROM jsonb_array_elements(?::jsonb) c"
                                + " ORDER BY line",
                        json);
            }
            return database.column(
                    """
                    SELECT concat_ws(' ', c ->> 'conflict_type', c ->> 'object_name',
                        coalesce(c ->> 'slot', '-'),
                        coalesce(nullif(concat(
                            CASE WHEN c ->> 'base_version' IS NOT NULL THEN 'b' END,
                            CASE WHEN c ->> 'source_version' IS NOT NULL THEN 's' END,
                            CASE WHEN c ->> 'target_version' IS NOT NULL THEN 't' END), ''), '-'))
                        COLLATE "C" AS line
                    FROM jsonb_array_elements(?::jsonb) c ORDER BY line
                    """,
                    json);
        }
    }
}
