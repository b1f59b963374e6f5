package org.gitversion.history;

import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.StoredParts;
import org.jspecify.annotations.Nullable;

/** Two states of a schema, and what was renamed between them. Immutable. */
public final class States {
    private final SchemaTree from;
    private final SchemaTree to;
    private final Renames renames;
    private final SchemaTree aroundFrom;
    private final SchemaTree aroundTo;
    private boolean isPart;
    private @Nullable Integer fromCommit;
    private @Nullable Integer toCommit;
    private @Nullable Integer toBranch;

    private States(SchemaTree from, SchemaTree to, Renames renames) {
        this(from, to, renames, from, to);
    }

    private States(
            SchemaTree from,
            SchemaTree to,
            Renames renames,
            SchemaTree aroundFrom,
            SchemaTree aroundTo) {
        this.from = from;
        this.to = to;
        this.renames = renames;
        this.aroundFrom = aroundFrom;
        this.aroundTo = aroundTo;
    }

    /**
     * Reads of two commits only the objects in which they differ, with what these need to be
     * written as DDL.
     *
     * @param database the gateway
     * @param from one commit
     * @param to another commit
     * @return as much of their states as differs
     */
    public static States differing(Database database, Commit from, Commit to) {
        Renames renames = Ancestry.between(database, from.id(), to.id());
        List<StoredParts> parts = new Commits(database).differing(from, to);
        parts.get(0).add(renames.byOld().keySet());
        parts.get(1).add(renames.byOld().values());
        SchemaTree before = parts.get(0).read();
        SchemaTree after = parts.get(1).read();
        SchemaTree aroundBefore = parts.get(0).withReferents();
        SchemaTree aroundAfter = parts.get(1).withReferents();
        // The DDL of what inherits depends on what inherits from it in turn.
        if (inherits(aroundBefore) || inherits(aroundAfter)) {
            Commits commits = new Commits(database);
            return new States(commits.tree(from), commits.tree(to), renames);
        }
        return new States(before, after, renames, aroundBefore, aroundAfter);
    }

    private static boolean inherits(SchemaTree tree) {
        for (Node node : tree.nodes()) {
            if (node.has(Inheritance.INHERITS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads two commits.
     *
     * @param database the gateway
     * @param from one commit
     * @param to another commit
     * @return their states
     */
    public static States of(Database database, Commit from, Commit to) {
        Commits commits = new Commits(database);
        return new States(
                        commits.tree(from),
                        commits.tree(to),
                        Ancestry.between(database, from.id(), to.id()))
                .between(from.id(), to.id(), null);
    }

    private States between(int from, @Nullable Integer to, @Nullable Integer branch) {
        fromCommit = from;
        toCommit = to;
        toBranch = branch;
        return this;
    }

    /**
     * Reads of two commits what the way from the one to the other has to do with: the objects in
     * which they differ, what needs them, and what all of these need.
     *
     * @param database the gateway
     * @param from one commit
     * @param to another commit
     * @return parts of both that can be built, or null where these are not to be told
     */
    public static @Nullable States touched(Database database, Commit from, Commit to) {
        PartOfStates part = PartOfStates.differing(database, List.of(from, to));
        part.addNeeding(new Commits(database).tree(from));
        if (!part.close()) {
            return null;
        }
        Renames renames = Ancestry.between(database, from.id(), to.id());
        States states =
                new States(part.tree(0), part.tree(1), renames).between(from.id(), to.id(), null);
        states.isPart = true;
        return states;
    }

    /**
     * Tells whether only what {@link #touched} finds was read.
     *
     * @return true when what is in neither state is the same in both
     */
    public boolean isPart() {
        return isPart;
    }

    /**
     * Reads a commit and the state it was made from: that of its first parent, or nothing.
     *
     * @param database the gateway
     * @param commit the commit
     * @return both states
     */
    public static States change(Database database, Commit commit) {
        Commits commits = new Commits(database);
        Integer parent = commit.parentId();
        return parent == null
                ? new States(SchemaTree.EMPTY, commits.tree(commit), Renames.NONE)
                : differing(database, commits.get(parent), commit);
    }

    /**
     * Reads a commit and a live schema.
     *
     * @param database the gateway
     * @param from a commit
     * @param to a branch, of which the live schema is meant
     * @return their states
     */
    public static States of(Database database, Commit from, Branch to) {
        WorkingTree work = WorkingTree.read(database, to);
        Integer headId = to.headIdOrNull();
        Renames toHead =
                headId == null ? Renames.NONE : Ancestry.between(database, from.id(), headId);
        return new States(
                        new Commits(database).tree(from),
                        work.live().tree(),
                        toHead.then(work.renames()))
                .between(from.id(), headId, to.id());
    }

    /**
     * Finds the states a user means: {@code from} and {@code to}; {@code a...b}, from the merge
     * base of the two to b; {@code a..b}; or one revision and the live schema of the session's
     * branch (of the branch named, in a session without one).
     *
     * @param database the gateway
     * @param from a revision or two joined by dots
     * @param to a revision, or null
     * @param session the branch of the session, or null
     * @return the states
     */
    public static States of(
            Database database, String from, @Nullable String to, @Nullable String session) {
        Revisions revisions = new Revisions(database, session);
        if (to != null) {
            return of(database, revisions.resolve(from), revisions.resolve(to));
        }
        int dots = from.indexOf("..");
        if (dots >= 0) {
            boolean three = from.startsWith("...", dots);
            Commit one = revisions.resolve(orHead(from.substring(0, dots)));
            Commit other = revisions.resolve(orHead(from.substring(dots + (three ? 3 : 2))));
            Commit base =
                    three ? new Commits(database).get(MergeBase.one(database, one, other)) : one;
            return of(database, base, other);
        }
        Branch named = session == null ? new Branches(database).find(from) : null;
        Branch live = named == null ? revisions.head() : named;
        return of(database, revisions.resolve(from), live);
    }

    private static String orHead(String revision) {
        return revision.isEmpty() ? "HEAD" : revision;
    }

    /**
     * Returns the earlier state.
     *
     * @return never null
     */
    public SchemaTree from() {
        return from;
    }

    /**
     * Returns the later state.
     *
     * @return never null
     */
    public SchemaTree to() {
        return to;
    }

    /**
     * Returns what the DDL of objects of the earlier state is written with.
     *
     * @return the earlier state, or what those objects need of it
     */
    SchemaTree aroundFrom() {
        return aroundFrom;
    }

    /**
     * Returns what the DDL of objects of the later state is written with.
     *
     * @return the later state, or what those objects need of it
     */
    SchemaTree aroundTo() {
        return aroundTo;
    }

    /**
     * Returns what was renamed.
     *
     * @return from the earlier to the later state
     */
    public Renames renames() {
        return renames;
    }

    /**
     * Returns the commit that has the earlier state.
     *
     * @return its id, or null where nobody asked for whole states
     */
    public @Nullable Integer fromCommit() {
        return fromCommit;
    }

    /**
     * Returns the commit that has the later state, or the head of the branch whose live schema has.
     *
     * @return its id, or null where nobody asked for whole states
     */
    public @Nullable Integer toCommit() {
        return toCommit;
    }

    /**
     * Returns the branch whose live schema has the later state.
     *
     * @return its id, or null for a commit
     */
    public @Nullable Integer toBranch() {
        return toBranch;
    }
}
