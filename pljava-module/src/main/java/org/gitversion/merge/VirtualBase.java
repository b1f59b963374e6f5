package org.gitversion.merge;

import java.util.List;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.history.Ancestry;
import org.gitversion.history.Commits;
import org.gitversion.history.MergeBase;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/**
 * The base of a merge: the best common ancestor, or where there are several, these merged into one
 * that no commit has, as git's recursive strategy does. What they conflict in stays a {@link
 * Contradiction}.
 */
final class VirtualBase {
    private final Database database;
    private final Commits commits;
    private SchemaTree tree;
    private Renames toFirst = Renames.NONE;

    private VirtualBase(Database database, SchemaTree tree) {
        this.database = database;
        this.commits = new Commits(database);
        this.tree = tree;
    }

    /**
     * Merges ancestors.
     *
     * @param database the gateway
     * @param ids at least one commit
     * @return the base
     */
    static VirtualBase of(Database database, List<Integer> ids) {
        Commits commits = new Commits(database);
        VirtualBase base = new VirtualBase(database, commits.tree(commits.get(ids.get(0))));
        for (int i = 1; i < ids.size(); i++) {
            base.add(ids.get(0), ids.get(i));
        }
        return base;
    }

    /** The state. */
    SchemaTree tree() {
        return tree;
    }

    /** From the names of the base to those of a descendant of the first ancestor. */
    Renames renames(int first, int descendant) {
        return toFirst.then(Ancestry.renames(database, first, descendant));
    }

    private void add(int first, int id) {
        List<Integer> older = MergeBase.all(database, first, id);
        SchemaTree other = commits.tree(commits.get(id));
        if (older.isEmpty()) {
            tree = merge(SchemaTree.EMPTY, other, tree, Set.of());
            return;
        }
        VirtualBase below = of(database, older);
        Renames toThis = below.renames(older.get(0), first).then(toFirst.inverse());
        Renames toOther = below.renames(older.get(0), id);
        RenameMerge names = RenameMerge.ofAncestors(below.tree, other, tree, toOther, toThis);
        Renames ofOther = names.ofSource();
        Renames ofThis = names.ofTarget();
        tree =
                merge(
                        names.ofBase(ofOther, ofThis).apply(below.tree),
                        ofOther.apply(other),
                        ofThis.apply(tree),
                        names.renamed());
        toFirst = ofThis.inverse().then(toFirst);
    }

    private static SchemaTree merge(
            SchemaTree base, SchemaTree source, SchemaTree target, Set<Path> renamed) {
        MergeResult merged =
                ThreeWayMerge.merge(
                        base, source, target, Decisions.of(Strategy.RECURSIVE), renamed);
        return merged.conflicts().isEmpty()
                ? merged.tree()
                : Contradiction.keep(merged.tree(), base, source, target, merged.conflicts());
    }
}
