package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The log of a path, for every path that there ever was, from every head: held against a walk over
 * the edges of the graph that asks {@code compute_node_hash}, which is Java's. The history has
 * renames, names that change hands, merges, directories in buckets, and names that are escaped.
 */
@GitVersionTest
class PathLogIT {
    private static final String LOG =
            "SELECT commit_id FROM gitversion.log(?::text, NULL, ?::text) ORDER BY commit_id DESC";

    private static final Map<String, String> HASHES = new HashMap<>();

    @BeforeAll
    static void history(Database database) throws SQLException {
        database.execute(
                "CREATE FUNCTION pg_temp.node_hash(commit_id int, path text) RETURNS text LANGUAGE"
                        + " plpgsql AS $$ BEGIN RETURN gitversion.compute_node_hash(commit_id,"
                        + " path); EXCEPTION WHEN SQLSTATE 'VC024' THEN RETURN ''; END $$",
                "SELECT gitversion.init('main', 'public')",
                "DO $$BEGIN FOR i IN 1 .. 40 LOOP EXECUTE format('CREATE TABLE t%s (a int)', i);"
                        + " END LOOP; END$$",
                "CREATE TABLE \"a/b%c\" (\"x/y\" int); CREATE TABLE \"back\\slash\" ()",
                "SELECT gitversion.commit('Tables', 'main')",
                "SELECT gitversion.create_branch('side', 'main')");
        Random random = new Random(7);
        for (int i = 0; i < 24; i++) {
            String branch = random.nextInt(3) == 0 ? "side" : "main";
            String schema = branch.equals("main") ? "public" : "branch_side";
            int table = 1 + random.nextInt(6);
            database.execute(
                    "SET search_path = " + schema,
                    switch (random.nextInt(5)) {
                        case 0 -> "ALTER TABLE IF EXISTS t" + table + " RENAME TO r" + i;
                        case 1 -> "CREATE TABLE IF NOT EXISTS t" + table + " (b int)";
                        case 2 -> "ALTER TABLE IF EXISTS t" + table + " ADD c" + i + " int";
                        case 3 ->
                                "ALTER TABLE \"a/b%c\" RENAME TO \"n/"
                                        + i
                                        + "\"; ALTER TABLE \"n/"
                                        + i
                                        + "\" RENAME \"x/y\" TO \"z\\"
                                        + i
                                        + "\"; ALTER TABLE \"n/"
                                        + i
                                        + "\" RENAME \"z\\"
                                        + i
                                        + "\" TO \"x/y\"; ALTER TABLE \"n/"
                                        + i
                                        + "\" RENAME TO \"a/b%c\"; ALTER TABLE \"a/b%c\" ADD \"%"
                                        + i
                                        + "\" int";
                        default -> "CREATE TABLE new" + i + " (a int, b int)";
                    },
                    "CREATE TABLE IF NOT EXISTS each" + i + " ()",
                    "SELECT gitversion.commit('" + i + "', '" + branch + "')");
            if (i == 9 || i == 17) {
                database.execute(
                        "SELECT gitversion.merge_branches('side', 'main', 'ours')",
                        "SELECT gitversion.merge_branches('main', 'side', 'theirs')");
            }
        }
        database.execute(
                "SET search_path = public; ALTER TABLE t40 ADD b int; ALTER TABLE t40 RENAME TO"
                        + " t41; ALTER TABLE t39 RENAME TO t40; ALTER TABLE t41 RENAME TO t39",
                "SELECT gitversion.commit('Swap', 'main')",
                "DROP TABLE t38; ALTER TABLE t37 RENAME TO t38",
                "SELECT gitversion.commit('Take a name', 'main')");
    }

    @Test
    void isThatOfTheGraph(Database database) throws SQLException {
        List<String> paths =
                new ArrayList<>(
                        database.column(
                                "SELECT DISTINCT node_path FROM gitversion.merkle_nodes WHERE"
                                        + " node_path !~ '%.$' ORDER BY 1"));
        assertThat(paths).contains("tables/a%2Fb%25c/columns/x%2Fy", "tables/back\\slash");
        paths.addAll(
                List.of("tables/", "tables/nothing", "nothing", "/", "tables/t1/", "tables//x"));
        int found = 0;
        for (String branch : List.of("main", "side")) {
            int tip = Integer.parseInt(database.value("SELECT gitversion.rev_parse(?)", branch));
            for (String path : paths) {
                List<String> expected = walk(database, tip, path);
                found += expected.size();
                if (expected.isEmpty()) {
                    Errors.expect(
                            database,
                            "VC024",
                            "SELECT * FROM gitversion.log('" + branch + "', NULL, '" + path + "')");
                } else {
                    assertThat(database.column(LOG, branch, path))
                            .as(branch + " " + path)
                            .isEqualTo(expected);
                    assertThat(
                                    database.column(
                                            "SELECT commit_id FROM gitversion.log(?, 2, ?)",
                                            branch,
                                            path))
                            .as(branch + " " + path)
                            .isEqualTo(expected.subList(0, Math.min(2, expected.size())));
                }
            }
        }
        assertThat(found).isGreaterThan(paths.size() * 2);
    }

    @Test
    void startsNoJava(Database database) throws SQLException {
        try (Database session = database.again()) {
            for (String path : List.of("", "tables", "tables/t1", "tables/t7/columns/a")) {
                assertThat(session.column(LOG, "main", path)).isNotEmpty();
            }
            Errors.expect(session, "VC024", "SELECT * FROM gitversion.log('main', NULL, 'x/y')");
            assertThat(session.value(Database.JVM_LOADED)).isEqualTo("f");
        }
    }

    private static List<String> walk(Database database, int tip, String path) throws SQLException {
        TreeMap<Integer, Set<String>> open = new TreeMap<>();
        open.put(tip, new HashSet<>(Set.of(path)));
        TreeSet<Integer> found = new TreeSet<>();
        while (!open.isEmpty()) {
            Map.Entry<Integer, Set<String>> newest = open.pollLastEntry();
            for (String there : newest.getValue()) {
                if (visit(database, newest.getKey(), there, open)) {
                    found.add(newest.getKey());
                }
            }
        }
        return found.descendingSet().stream().map(String::valueOf).toList();
    }

    private static boolean visit(
            Database database, int commit, String path, Map<Integer, Set<String>> open)
            throws SQLException {
        String hash = hash(database, commit, path);
        List<String> parents =
                database.column(
                        "SELECT parent_id FROM gitversion.commit_parents WHERE commit_id = ?::int",
                        String.valueOf(commit));
        boolean changed = !parents.isEmpty() || !hash.isEmpty();
        for (String parent : parents) {
            Map<String, String> forth = new HashMap<>();
            Map<String, String> back = new HashMap<>();
            for (List<String> rename :
                    database.rows(
                            "SELECT r.key, r.value FROM gitversion.commit_parents,"
                                    + " jsonb_each_text(renames) r"
                                    + " WHERE commit_id = ?::int AND parent_id = ?::int",
                            String.valueOf(commit),
                            parent)) {
                forth.put(rename.get(0), rename.get(1));
                back.put(rename.get(1), rename.get(0));
            }
            String before = moved(path, back);
            if (moved(before, forth).equals(path)) {
                int id = Integer.parseInt(parent);
                open.computeIfAbsent(id, k -> new HashSet<>()).add(before);
                changed &= !hash.equals(hash(database, id, before));
            }
        }
        return changed;
    }

    private static String moved(String path, Map<String, String> renames) {
        for (int end = path.length(); end >= 0; end = path.lastIndexOf('/', end - 1)) {
            String to = renames.get(path.substring(0, end));
            if (to != null) {
                return to + path.substring(end);
            }
            if (end == 0) {
                break;
            }
        }
        return path;
    }

    /** Empty when there is nothing. */
    private static String hash(Database database, int commit, String path) throws SQLException {
        String key = commit + " " + path;
        if (!HASHES.containsKey(key)) {
            HASHES.put(
                    key,
                    database.value(
                            "SELECT coalesce((SELECT pg_temp.node_hash(?::int, ?)), '')",
                            String.valueOf(commit),
                            path));
        }
        return HASHES.get(key);
    }
}
