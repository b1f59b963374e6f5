package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.catalog.Address;
import org.gitversion.db.Database;
import org.gitversion.diff.Change;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * The uncommitted changes of a branch as JSON documents. Parts of an object that is new or gone as
 * a whole are not listed by themselves.
 */
public final class Status {
    private static final Set<String> PRIVILEGES = Set.of(Kind.PRIVILEGES);

    private final WorkingTree work;
    private final Map<Path, Address> identities;

    private Status(WorkingTree work, Map<Path, Address> identities) {
        this.work = work;
        this.identities = identities;
    }

    /**
     * Lists the changes. Where not all is known of what the head consists of on this server, notes
     * that if the transaction may, as git refreshes its index.
     *
     * @param database the gateway
     * @param branch the branch
     * @param isRefused whether there is something in its schema that cannot be represented, which
     *     is left out then
     * @return an array of objects with path, change, old_path, branch_id, classid, objid, objsubid
     *     and privileges (true when nothing else differs)
     */
    public static String json(Database database, Branch branch, boolean isRefused) {
        boolean isToBeNoted =
                !isRefused
                        && database.number(
                                        "SELECT 1 WHERE"
                                                + " gitversion_internal.may_note_head(?::int4)",
                                        branch.id())
                                != null;
        Branch now = isToBeNoted ? new Branches(database).get(branch.id()) : branch;
        WorkingTree work =
                isRefused
                        ? WorkingTree.readLenient(database, now)
                        : WorkingTree.readChanged(database, now);
        Status status = new Status(work, work.identities(database));
        List<String> rows = new ArrayList<>();
        for (Change change : work.changes()) {
            if (!status.followsFromAbove(change)) {
                rows.add(status.row(change));
            }
        }
        if (isToBeNoted && !work.isPart() && now.headIdOrNull() != null) {
            Identities.write(
                    database, now.id(), now.headId(), work.head(), work.live(), work.renames());
        }
        return JsonWriter.array(rows);
    }

    /** Whether the object appeared or disappeared together with the one it is a part of. */
    private boolean followsFromAbove(Change change) {
        Renames renames = work.renames();
        if (change.type() == Change.Type.CREATE) {
            Path above = above(change.path(), work.live().tree());
            return above != null && !isIn(work.head(), above, renames.inverse(), renames);
        }
        if (change.type() == Change.Type.DROP) {
            Path above = above(change.path(), work.head());
            return above != null && !isIn(work.live().tree(), above, renames, renames.inverse());
        }
        return false;
    }

    /** Whether another state has an object; another one may have taken its path. */
    private static boolean isIn(SchemaTree tree, Path path, Renames there, Renames back) {
        Path other = there.apply(path);
        return tree.get(other) != null && back.apply(other).equals(path);
    }

    /** The nearest node above a path. */
    private static @Nullable Path above(Path path, SchemaTree tree) {
        for (Path up = path.up(1); up != null; up = up.up(1)) {
            if (tree.get(up) != null) {
                return up;
            }
        }
        return null;
    }

    private String row(Change change) {
        Node from = change.from();
        Path oldPath = from == null || from.path().equals(change.path()) ? null : from.path();
        Address address =
                change.to() == null
                        ? identities.get(change.path())
                        : work.live().address(change.path());
        return new JsonWriter()
                .text("path", change.path().toString())
                .text("change", change.type().name())
                .text("old_path", oldPath == null ? null : oldPath.toString())
                .number("branch_id", work.branch().id())
                .text("classid", address == null ? null : Long.toString(address.classId()))
                .text("objid", address == null ? null : Long.toString(address.objectId()))
                .number("objsubid", address == null ? null : address.subId())
                .truth("privileges", change.slots().equals(PRIVILEGES))
                .toString();
    }
}
