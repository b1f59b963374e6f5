package org.gitversion.test.random;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gitversion.test.support.Closure;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SchemaDump;

/**
 * Makes schemas at random, several at a time, and builds each again in every way there is: cloned,
 * cloned from the clone, and from the commit when neither is left. All have to be alike by hash and
 * by {@code pg_dump}.
 */
final class Roundtrip {
    /** Objects of a superuser may use functions of other roles, which would be refused. */
    private static final String CREATE = "SELECT gitversion.create_branch(?, ?, p_trust => true)";

    private static final Pattern SCHEMA = Pattern.compile("; Schema: s(\\d+);");

    private final Database database;
    private int branches;

    /** A committed schema and how it came to be. */
    private record Subject(
            long seed,
            List<String> script,
            String branch,
            String schema,
            String commit,
            List<String> unknown) {
        String copy() {
            return "clone \"of\" " + branch;
        }
    }

    /** The first thing that was wrong with each schema. */
    private static final class Problems extends LinkedHashMap<Subject, String> {
        private static final long serialVersionUID = 1;

        boolean expect(Subject subject, String what, String found, String expected) {
            if (!found.equals(expected)) {
                putIfAbsent(subject, what + ": " + found + " instead of " + expected);
            }
            return !containsKey(subject);
        }
    }

    Roundtrip(Database database) {
        this.database = database;
    }

    /** Makes and checks the schemas of some seeds; returns what failed and a script for it. */
    List<String> run(List<Long> seeds) throws SQLException {
        List<Subject> subjects = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (long seed : seeds) {
            String branch = start();
            RandomDdl ddl = new RandomDdl(database, new Random(seed));
            ddl.create(10 + (int) Math.floorMod(seed, 20L));
            List<String> script = new ArrayList<>(ddl.executed());
            script.addAll(TrackedRows.add(database));
            try {
                subjects.add(commit(seed, script, branch));
            } catch (SQLException e) {
                failures.add(describe(seed, script));
            }
        }
        for (Subject subject : check(subjects).keySet()) {
            failures.add(describe(subject.seed, subject.script));
        }
        return failures;
    }

    private String describe(long seed, List<String> script) {
        String failure = failure(script);
        if (failure == null) {
            return "seed " + seed + " fails among others only:\n" + text(script);
        }
        List<String> small =
                Shrinker.shrink(script, some -> kind(failure).equals(kind(failure(some))));
        return "seed " + seed + ", " + failure(small) + "\nafter\n" + text(small);
    }

    private static String text(List<String> script) {
        return String.join(";\n", script) + ";";
    }

    /** Failures of one kind begin alike. */
    private static String kind(String failure) {
        return failure == null ? "none" : failure.substring(0, failure.indexOf(':'));
    }

    /** What goes wrong with the schema that a script makes; null when nothing does. */
    private String failure(List<String> script) {
        try {
            String branch = start();
            for (String statement : script) {
                RandomDdl.execute(database, statement);
            }
            Map<Subject, String> problems = check(List.of(commit(0, script, branch)));
            return problems.isEmpty() ? null : problems.values().iterator().next();
        } catch (SQLException e) {
            return error(e);
        }
    }

    private static String error(SQLException e) {
        return "error " + e.getSQLState() + ": " + e.getMessage();
    }

    /** Makes a branch with a schema of its own. */
    private String start() throws SQLException {
        String branch = "r" + ++branches;
        database.value("SELECT gitversion.create_branch(?, 'main')", branch);
        database.value("SELECT gitversion.use_branch(?)", branch);
        database.execute("CREATE TABLE first (k integer)");
        return branch;
    }

    private Subject commit(long seed, List<String> script, String branch) throws SQLException {
        String schema = database.value("SELECT current_schema()");
        String id = database.value("SELECT gitversion.commit('Random', ?)", branch);
        String hash =
                database.value(
                        "SELECT commit_hash FROM gitversion.commits WHERE id = ?::integer", id);
        return new Subject(seed, script, branch, schema, hash, Closure.missing(database, id));
    }

    private Map<Subject, String> check(List<Subject> subjects) throws SQLException {
        Problems problems = new Problems();
        List<Subject> good = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<String> clones = new ArrayList<>();
        for (Subject subject : subjects) {
            if (isCloned(subject, problems)) {
                good.add(subject);
                sources.add(subject.schema);
                clones.add(subject.copy());
            }
        }
        SchemaDump.Dump dump = null;
        if (!good.isEmpty()) {
            dump = SchemaDump.of(database, sources);
            compare("dump of the clone", dump, SchemaDump.of(database, clones), good, problems);
        }
        for (Subject subject : subjects) {
            database.value("SELECT gitversion.drop_branch(?, true)", subject.branch);
            database.execute(
                    "DROP SCHEMA IF EXISTS \""
                            + subject.copy().replace("\"", "\"\"")
                            + "\" CASCADE");
        }
        rebuild(good, dump, problems);
        return problems;
    }

    /** Clones a schema and its clone, which is dropped then. */
    private boolean isCloned(Subject subject, Problems problems) throws SQLException {
        String tree =
                database.value(
                        "SELECT tree_hash FROM gitversion.commits WHERE commit_hash = ?",
                        subject.commit);
        String branch = subject.branch + "/clone";
        try {
            problems.expect(subject, "dependencies", subject.unknown.toString(), "[]");
            problems.expect(subject, "hash of the source", hash(subject.schema), tree);
            database.value(CREATE, branch, subject.branch);
            String schema = schema(branch);
            problems.expect(subject, "hash of the clone", hash(schema), tree);
            database.value(
                    "SELECT gitversion.clone_schema_objects(?, ?, p_trust => true)",
                    schema,
                    subject.copy());
            database.value("SELECT gitversion.drop_branch(?, true)", branch);
            return problems.expect(subject, "hash of its clone", hash(subject.copy()), tree);
        } catch (SQLException e) {
            problems.put(subject, error(e));
            return false;
        }
    }

    /** Builds what was dropped from the commits. */
    private void rebuild(List<Subject> subjects, SchemaDump.Dump dump, Problems problems)
            throws SQLException {
        List<Subject> built = new ArrayList<>();
        List<String> schemas = new ArrayList<>();
        for (Subject subject : subjects) {
            try {
                String branch = subject.branch + "/again";
                database.value(CREATE, branch, subject.commit);
                built.add(subject);
                schemas.add(schema(branch));
            } catch (SQLException e) {
                problems.putIfAbsent(subject, "rebuilding from the commit, " + error(e));
            }
        }
        if (built.size() == subjects.size() && !built.isEmpty()) {
            SchemaDump.Dump again = SchemaDump.of(database, schemas);
            compare("dump of the rebuilt commit", dump, again, subjects, problems);
        }
        for (Subject subject : built) {
            database.value("SELECT gitversion.drop_branch(?, true)", subject.branch + "/again");
        }
    }

    private static void compare(
            String what,
            SchemaDump.Dump expected,
            SchemaDump.Dump found,
            List<Subject> subjects,
            Problems problems) {
        String difference = SchemaDump.Dump.difference(expected, found);
        if (difference.isEmpty()) {
            return;
        }
        Matcher matcher = SCHEMA.matcher(difference);
        if (!matcher.find()) {
            throw new AssertionError(what + ": " + difference);
        }
        do {
            Subject subject = subjects.get(Integer.parseInt(matcher.group(1)));
            problems.putIfAbsent(subject, what + ": " + difference);
        } while (matcher.find());
    }

    private String hash(String schema) throws SQLException {
        return database.value("SELECT gitversion.compute_tree_hash(?)", schema);
    }

    private String schema(String branch) throws SQLException {
        return database.value(
                "SELECT schema_name FROM gitversion.branches WHERE branch_name = ? AND is_active",
                branch);
    }
}
