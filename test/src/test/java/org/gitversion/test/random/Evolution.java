package org.gitversion.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SchemaDump;

/** Changes two branches of one schema at random and merges one into the other. */
final class Evolution {
    /** A conflict, and what PostgreSQL cannot alter in place; both name objects. */
    private static final Set<String> REFUSALS = Set.of("VC001", "VC019", "VC091");

    private final Database database;
    private final List<String> script = new ArrayList<>();
    private String target;
    private String source;
    private int resolutions;

    Evolution(Database database) {
        this.database = database;
    }

    /** Everything that was executed, in order. */
    List<String> script() {
        return script;
    }

    /** Makes a schema and a branch of it, and changes the branch, and the schema if both. */
    void grow(long seed, String name, boolean both) throws SQLException {
        grow(seed, name, both, 15);
    }

    /** The same with another number of changes. */
    void grow(long seed, String name, boolean both, int count) throws SQLException {
        Random random = new Random(seed);
        target = name;
        source = name + "/source";
        database.value("SELECT gitversion.create_branch(?, 'main')", target);
        use(target);
        RandomDdl ddl = new RandomDdl(database, random);
        database.execute("CREATE TABLE first (k integer)");
        ddl.create(30);
        finish(ddl, target);
        database.value("SELECT gitversion.create_branch(?, ?, p_trust => true)", source, target);
        use(source);
        RandomDdl changes = new RandomDdl(database, random);
        database.execute("CREATE TABLE by_source (k integer)");
        changes.change(count);
        finish(changes, source);
        if (both) {
            use(target);
            RandomDdl others = new RandomDdl(database, random);
            database.execute("CREATE TABLE by_target (k integer)");
            others.change(count);
            finish(others, target);
        }
    }

    private void use(String branch) throws SQLException {
        database.value("SELECT gitversion.use_branch(?)", branch);
        script.add("-- in " + branch);
    }

    private void finish(RandomDdl ddl, String branch) throws SQLException {
        script.addAll(ddl.executed());
        database.value("SELECT gitversion.commit('Random', ?)", branch);
    }

    /** Does to the target what was done to the source, by a commit of its own; false if refused. */
    boolean sameOnTarget() throws SQLException {
        try {
            database.execute(
                    "SELECT gitversion.reset('"
                            + target
                            + "', '"
                            + source
                            + "', 'hard', true, true)",
                    "SELECT gitversion.reset('" + target + "', '" + target + "@{1}', 'soft')",
                    "SELECT gitversion.commit('The same', '" + target + "')");
            return true;
        } catch (SQLException e) {
            if (REFUSALS.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** The branch that was changed first. */
    String source() {
        return source;
    }

    /** The branch that receives. */
    String target() {
        return target;
    }

    /** The state that a merge of one of the two into the other comes to; null where refused. */
    String merged(String from, String into) throws SQLException {
        try {
            database.value("SELECT gitversion.merge_branches(?, ?, p_trust => true)", from, into);
            return treeHash(into);
        } catch (SQLException e) {
            if (REFUSALS.contains(e.getSQLState())) {
                return null;
            }
            throw e;
        }
    }

    /** The state of a schema. */
    String treeHashOf(String schema) throws SQLException {
        return database.value("SELECT gitversion.compute_tree_hash(?)", schema);
    }

    /** The state of a branch. */
    String treeHash(String branch) throws SQLException {
        return treeHashOf(schema(branch));
    }

    /** Merges; returns whether that was possible. */
    boolean merge() throws SQLException {
        String merge = "merge_branches('" + source + "', '" + target + "', p_trust => true)";
        assertAlike(merge);
        assertThat(undone(() -> planned("touched"))).isEqualTo(undone(() -> planned("full")));
        try {
            database.value(
                    "SELECT gitversion.merge_branches(?, ?, p_trust => true)", source, target);
            assertAlike("reset('" + target + "', '" + target + "~1', 'hard', true, true)");
            for (String mainline : new String[] {"NULL", "1"}) {
                assertAlike("revert('" + target + "', '" + target + "', " + mainline + ", true)");
            }
            return true;
        } catch (SQLException e) {
            if (REFUSALS.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void assertAlike(String call) throws SQLException {
        assertThat(undone(() -> verified(call, "touched")))
                .as(call)
                .isEqualTo(undone(() -> verified(call, "full")));
    }

    /** What a call comes to: the state, live and stored, and what is known of each object. */
    private String verified(String call, String how) throws SQLException {
        database.execute("SET LOCAL gitversion.verify = " + how);
        try {
            database.execute("SELECT gitversion." + call);
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
        return database.value(
                "SELECT concat_ws(' ', c.tree_hash, c.layout_hash,"
                    + " gitversion.compute_tree_hash(b.schema_name), (SELECT count(*) FROM"
                    + " gitversion.status(b.branch_name)), (SELECT string_agg(concat_ws(' ',"
                    + " i.path, i.kind, i.definition, i.privileges, i.is_other), e'\n"
                    + "' ORDER BY i.path) FROM gitversion.object_identities i WHERE i.branch_id ="
                    + " b.id)) FROM gitversion.branches b JOIN gitversion.commits c ON c.id ="
                    + " b.head_commit_id WHERE b.branch_name = ? AND b.is_active",
                target);
    }

    /** The statements that lead from the target to the source. */
    private String planned(String how) throws SQLException {
        database.execute("SET LOCAL gitversion.verify = " + how);
        try {
            return database.value(
                    "SELECT string_agg(to_jsonb(p)::text, e'\n' ORDER BY p.step)"
                            + " FROM gitversion.plan(?, ?) p",
                    target,
                    source);
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    /** What is done with a database and undone. */
    interface Work {
        /** Does it; null where it is refused. */
        String run() throws SQLException;
    }

    /** Does something and rolls it back. */
    String undone(Work work) throws SQLException {
        database.execute("BEGIN");
        try {
            return work.run();
        } finally {
            database.execute("ROLLBACK");
        }
    }

    /** The state that a merge with a strategy comes to; null where it is refused. */
    String mergedBy(String strategy) throws SQLException {
        try {
            database.value(
                    "SELECT gitversion.merge_branches(?, ?, ?, p_trust => true)",
                    source,
                    target,
                    strategy);
            return treeHash();
        } catch (SQLException e) {
            if (REFUSALS.contains(e.getSQLState())) {
                return null;
            }
            throw e;
        }
    }

    /** The state that a merge comes to all of whose conflicts are resolved for one side. */
    String resolvedBy(String strategy) throws SQLException {
        String attempt = database.value("SELECT gitversion.start_merge(?, ?)", source, target);
        String open = "SELECT min(id) FROM gitversion.open_conflicts";
        String conflict = database.value(open);
        while (conflict != null) {
            database.value("SELECT gitversion.resolve_conflict(?::integer, ?)", conflict, strategy);
            resolutions++;
            conflict = database.value(open);
        }
        database.value("SELECT gitversion.finish_merge(?::integer)", attempt);
        return treeHash();
    }

    private String treeHash() throws SQLException {
        return treeHash(target);
    }

    /** How many conflicts were resolved. */
    int resolutions() {
        return resolutions;
    }

    /** How the schemas of both branches differ; empty where they do not. */
    String difference() throws SQLException {
        return SchemaDump.Dump.difference(
                SchemaDump.of(database, List.of(schema(target))),
                SchemaDump.of(database, List.of(schema(source))));
    }

    /** Drops both branches. */
    void end() throws SQLException {
        database.value("SELECT gitversion.use_branch('main')");
        database.value("SELECT gitversion.drop_branch(?, true)", source);
        database.value("SELECT gitversion.drop_branch(?, true)", target);
    }

    String schema(String branch) throws SQLException {
        return database.value(
                "SELECT schema_name FROM gitversion.branches WHERE branch_name = ? AND is_active",
                branch);
    }
}
