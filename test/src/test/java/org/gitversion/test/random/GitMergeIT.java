package org.gitversion.test.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Merges are held against git's: the canonical DDL of base and both sides goes into files, one an
 * object, which {@code git merge-file} merges by line. Where it finds no conflict and PostgreSQL
 * takes the result, gitversion comes to the same state; the manual says where not, and why. Seed
 * and number of merges are those of {@link RandomMergeIT}.
 */
@GitVersionTest(databasePerMethod = true, extensions = "btree_gist")
class GitMergeIT {
    private static final int LINES = 24;

    private final long seed = RandomSchemaIT.seed();
    private final int merges = Integer.getInteger("gitversion.merges", 12);
    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    static void git() throws SQLException {
        assumeThat(GitMerge.isThere()).as("there is a git").isTrue();
        Laboratory.prepareCluster();
    }

    private static Map<String, String> files(Database database, String revision)
            throws SQLException {
        Map<String, String> files = new TreeMap<>();
        for (List<String> row :
                database.rows("SELECT path, content FROM gitversion.export(?)", revision)) {
            files.put(row.get(0), row.get(1));
        }
        return files;
    }

    @Test
    void whatGitMergesByLineIsMergedAlike(Database database, @TempDir Path directory)
            throws Exception {
        Laboratory.prepare(database);
        int clean = 0;
        int taken = 0;
        for (int i = 0; i < merges; i++) {
            Evolution evolution = new Evolution(database);
            try {
                evolution.grow(seed + i, "g" + i, true, 4);
                Map<String, String> merged =
                        new GitMerge(directory)
                                .merge(
                                        files(database, evolution.target() + "~1"),
                                        files(database, evolution.target()),
                                        files(database, evolution.source()));
                clean += merged == null ? 0 : 1;
                String wanted =
                        merged == null
                                ? null
                                : evolution.undone(() -> built(database, evolution, merged));
                if (wanted != null) {
                    taken++;
                    assertThat(evolution.merged(evolution.source(), evolution.target()))
                            .isEqualTo(wanted);
                }
                evolution.end();
            } catch (SQLException | AssertionError e) {
                String script = String.join(";\n", evolution.script());
                failures.add("seed " + (seed + i) + ": " + e.getMessage() + "\nafter\n" + script);
                System.out.println(failures.get(failures.size() - 1));
            }
        }
        System.out.printf(
                "GitMergeIT: of %d merges git does %d, of which PostgreSQL takes %d, seed %d%n",
                merges, clean, taken, seed);
        assertThat(failures).isEmpty();
        assertThat(taken).isPositive();
    }

    /** The state that files come to, in whatever order; null where PostgreSQL refuses them. */
    private static String built(Database database, Evolution evolution, Map<String, String> files)
            throws SQLException {
        database.value("SELECT gitversion.use_branch(?)", evolution.target());
        database.execute(
                "CREATE SCHEMA built",
                "SET LOCAL check_function_bodies = off",
                "SELECT set_config('search_path', replace(current_setting('search_path'), '"
                        + evolution.schema(evolution.target())
                        + "', 'built'), true)");
        List<String> left = new ArrayList<>(files.values());
        boolean isMore = true;
        while (!left.isEmpty() && isMore) {
            List<String> next = new ArrayList<>();
            for (String file : left) {
                database.execute("SAVEPOINT file");
                try {
                    database.execute(file);
                } catch (SQLException refused) {
                    database.execute("ROLLBACK TO SAVEPOINT file");
                    next.add(file);
                }
            }
            isMore = next.size() < left.size();
            left = next;
        }
        return left.isEmpty() ? evolution.treeHashOf("built") : null;
    }

    @Test
    void bodiesAreMergedAsGitMergesThem(Database database, @TempDir Path directory)
            throws Exception {
        database.value("SELECT gitversion.init('main')");
        database.value("SELECT gitversion.use_branch('main')");
        Random random = new Random(seed);
        int clean = 0;
        int bodies = merges * 5;
        List<List<String>> versions = new ArrayList<>();
        for (int i = 0; i < bodies; i++) {
            List<String> base = new ArrayList<>();
            for (int line = 0; line < LINES; line++) {
                base.add("    -- line " + line + " of " + random.nextInt(5));
            }
            versions.add(
                    List.of(text(base), text(edited(base, random)), text(edited(base, random))));
        }
        write(database, versions, 0, "Bodies");
        database.value("SELECT gitversion.create_branch('theirs')");
        write(database, versions, 1, "Ours");
        database.value("SELECT gitversion.use_branch('theirs')");
        write(database, versions, 2, "Theirs");
        Map<String, String> conflicts = new TreeMap<>();
        for (String path :
                database.column(
                        "SELECT path FROM gitversion.preview_merge('theirs', 'main')"
                                + " WHERE result = 'conflict'")) {
            conflicts.put(path, "");
        }
        database.value("SELECT gitversion.merge_branches('theirs', 'main', 'theirs')");
        for (int i = 0; i < bodies; i++) {
            List<String> three = versions.get(i);
            String wanted = new GitMerge(directory).file(three.get(0), three.get(1), three.get(2));
            boolean isConflict = conflicts.containsKey("functions/f" + i + "()");
            if (wanted == null) {
                continue;
            }
            clean++;
            String found =
                    database.value(
                            "SELECT prosrc FROM pg_proc WHERE pronamespace ="
                                    + " 'branch_main'::regnamespace AND proname = ?",
                            "f" + i);
            if (isConflict || !wanted.equals(found)) {
                failures.add(
                        "body "
                                + i
                                + " of seed "
                                + seed
                                + " conflict "
                                + isConflict
                                + "\n"
                                + three);
                System.out.println(failures.get(failures.size() - 1));
            }
        }
        System.out.printf("GitMergeIT: of %d bodies git merges %d, seed %d%n", bodies, clean, seed);
        assertThat(failures).isEmpty();
        assertThat(clean).isPositive().isLessThan(bodies);
    }

    private static String text(List<String> lines) {
        return "\nBEGIN\n" + String.join("\n", lines) + "\nEND\n";
    }

    /** Some lines changed, some gone, some new. */
    private static List<String> edited(List<String> base, Random random) {
        List<String> lines = new ArrayList<>(base);
        for (int edit = 1 + random.nextInt(3); edit > 0; edit--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(3)) {
                case 0 -> lines.set(at, "    -- changed " + random.nextInt(100));
                case 1 -> lines.add(at, "    -- new " + random.nextInt(100));
                default -> lines.remove(at);
            }
        }
        return lines;
    }

    private static void write(
            Database database, List<List<String>> versions, int side, String message)
            throws SQLException {
        for (int i = 0; i < versions.size(); i++) {
            database.execute(
                    "CREATE OR REPLACE FUNCTION f"
                            + i
                            + "() RETURNS void LANGUAGE plpgsql AS $$"
                            + versions.get(i).get(side)
                            + "$$");
        }
        database.value("SELECT gitversion.commit(?)", message);
    }
}
