package org.gitversion.history;

import java.util.List;
import java.util.Map;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.Mark;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.diff.Change;
import org.gitversion.diff.TreeDiff;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** The live schema of a branch beside the state of its head. Immutable. */
public final class WorkingTree {
    private final Branch branch;
    private final SchemaTree head;
    private final LiveSchema live;
    private final Renames renames;
    private final @Nullable Map<Path, Address> identities;
    private final @Nullable Mark mark;
    private final boolean isPart;
    private @Nullable List<Change> changes;

    private WorkingTree(
            Branch branch,
            SchemaTree head,
            LiveSchema live,
            Renames renames,
            @Nullable Map<Path, Address> identities,
            @Nullable Mark mark) {
        this.branch = branch;
        this.head = head;
        this.live = live;
        this.renames = renames;
        this.identities = identities;
        this.mark = mark;
        this.isPart = identities != null;
    }

    /**
     * Reads what may differ between the schema of a branch and the state of its head: if it can be
     * told which part that is, the part alone, else all.
     *
     * @param database the gateway
     * @param branch the branch
     * @return both, or a part of both
     * @throws GitVersionException as {@link #read}
     */
    public static WorkingTree readChanged(Database database, Branch branch) {
        WorkingTree part = ChangedPart.read(database, branch);
        return part == null ? read(database, branch) : part;
    }

    static WorkingTree part(
            Branch branch,
            SchemaTree head,
            LiveSchema live,
            Renames renames,
            Map<Path, Address> identities,
            Mark mark) {
        return new WorkingTree(branch, head, live, renames, identities, mark);
    }

    /**
     * Reads the schema of a branch and the state of its head.
     *
     * @param database the gateway
     * @param branch the branch
     * @return both
     * @throws GitVersionException SCHEMA_MISSING when the schema is gone, and what {@link
     *     CatalogReader#read} throws
     */
    public static WorkingTree read(Database database, Branch branch) {
        LiveSchema live = live(database, branch);
        return of(database, branch, head(database, branch), live);
    }

    /**
     * Reads the schema of a branch, as far as it can be represented, and the state of its head.
     *
     * @param database the gateway
     * @param branch the branch, whose schema is there
     * @return both
     */
    static WorkingTree readLenient(Database database, Branch branch) {
        SearchPath path = SearchPath.of(database, branch.schema());
        LiveSchema live = CatalogReader.readLenient(database, path);
        return of(database, branch, head(database, branch), live);
    }

    private static SchemaTree head(Database database, Branch branch) {
        Integer headId = branch.headIdOrNull();
        Commits commits = new Commits(database);
        return headId == null ? SchemaTree.EMPTY : commits.tree(commits.get(headId));
    }

    /**
     * Puts a schema that was read already beside the state of a branch's head.
     *
     * @param database the gateway
     * @param branch the branch
     * @param head the state of its head
     * @param live its schema
     * @return both
     */
    public static WorkingTree of(
            Database database, Branch branch, SchemaTree head, LiveSchema live) {
        Map<Path, Address> identities = Identities.read(database, branch.id());
        Renames renames = Identities.renames(database, branch.id(), identities, head, live);
        return new WorkingTree(branch, head, live, renames, null, live.mark());
    }

    /**
     * Tells whether nothing was written in the schema of a branch since its head was noted.
     *
     * @param database the gateway
     * @param branch the branch
     * @return false where that is not certain
     */
    public static boolean isUntouched(Database database, Branch branch) {
        WorkingTree part = ChangedPart.read(database, branch);
        return part != null && part.head.size() == 0 && part.live.tree().size() == 0;
    }

    private static LiveSchema live(Database database, Branch branch) {
        Integer there =
                database.number(
                        "SELECT 1 FROM pg_namespace WHERE nspname = ?::text", branch.schema());
        if (there == null) {
            database.value(
                    "SELECT gitversion_internal.refuse_schema(?::text, ?::text)::text",
                    branch.schema(),
                    branch.name());
        }
        return CatalogReader.readMarked(database, SearchPath.of(database, branch.schema()));
    }

    /**
     * Returns the branch.
     *
     * @return as it was given
     */
    public Branch branch() {
        return branch;
    }

    /**
     * Returns the state of the head.
     *
     * @return empty before the first commit
     */
    public SchemaTree head() {
        return head;
    }

    /**
     * Returns the schema.
     *
     * @return as it was read
     */
    public LiveSchema live() {
        return live;
    }

    /**
     * Returns what was renamed since the head.
     *
     * @return from the head to the schema
     */
    public Renames renames() {
        return renames;
    }

    /**
     * Tells whether only a part was read.
     *
     * @return true when what is in neither state is the same in both
     */
    boolean isPart() {
        return isPart;
    }

    /** What the catalogs said just before the schema was read; null for a clone just built. */
    @Nullable Mark mark() {
        return mark;
    }

    /** The same where the transaction itself made the changes. */
    WorkingTree writtenBy(String own) {
        Mark before = mark;
        Mark now = before == null ? null : before.withOwn(own);
        return new WorkingTree(branch, head, live, renames, identities, now);
    }

    /** The identities of the objects of the part at the head. */
    Map<Path, Address> identities(Database database) {
        Map<Path, Address> known = identities;
        return known == null ? Identities.read(database, branch.id()) : known;
    }

    /**
     * Tells whether nothing was changed since the head. Two like objects that swap names are a
     * change, though the state is the same.
     *
     * @return true when there is nothing to commit
     */
    public boolean isClean() {
        return renames.isEmpty() && head.equals(live.tree());
    }

    /**
     * Lists what was changed since the head.
     *
     * @return in the order of {@link TreeDiff#compare}
     */
    public List<Change> changes() {
        List<Change> known = changes;
        if (known == null) {
            known = TreeDiff.compare(head, live.tree(), renames);
            changes = known;
        }
        return known;
    }

    /**
     * Makes sure that nothing would be lost.
     *
     * @throws GitVersionException UNCOMMITTED_CHANGES when something was changed since the head
     */
    public void requireClean() {
        if (isClean()) {
            return;
        }
        StringBuilder detail = new StringBuilder("Not committed: ");
        int shown = Math.min(changes().size(), 10);
        for (int i = 0; i < shown; i++) {
            Change change = changes().get(i);
            detail.append(i == 0 ? "" : "; ").append(change.type()).append(' ');
            detail.append(change.path());
        }
        if (changes().size() > shown) {
            detail.append("; and ").append(changes().size() - shown).append(" more");
        }
        throw new GitVersionException(
                ErrorCode.UNCOMMITTED_CHANGES,
                "branch \"" + branch.name() + "\" has uncommitted changes",
                detail.append('.').toString(),
                "Call gitversion.commit(message, branch), or look at gitversion.status(branch).");
    }
}
