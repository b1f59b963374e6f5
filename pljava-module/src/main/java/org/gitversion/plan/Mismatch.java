package org.gitversion.plan;

import java.util.List;
import org.gitversion.diff.Change;
import org.gitversion.diff.TreeDiff;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Reports that a schema does not read as it was promised to. */
final class Mismatch {
    private static final int SHOWN = 5;
    private static final String TO = " TO ";
    private static final String BY = " BY ";
    private static final List<String> SLOTS =
            List.of(Kind.PRIVILEGES, Kind.SEQUENCE_PRIVILEGES, Kind.PART_PRIVILEGES);

    private Mismatch() {}

    static GitVersionException refusal(SchemaTree promised, SchemaTree read) {
        List<Change> changes = TreeDiff.compare(promised, read, Renames.NONE);
        for (Change change : changes) {
            String owner = owner(change, read);
            String lost = owner == null ? null : lostToOwner(change, owner);
            if (owner != null && lost != null) {
                return ofOwner(change.path(), owner, lost);
            }
        }
        StringBuilder detail = new StringBuilder(200);
        for (int i = 0; i < changes.size() && i < SHOWN; i++) {
            describe(detail, changes.get(i));
        }
        return new GitVersionException(
                ErrorCode.VERIFICATION_FAILED,
                "the schema does not read back as promised: " + changes.size() + " objects differ",
                detail.toString(),
                "Nothing was changed. Please report this with the definition of the objects"
                        + " named.");
    }

    private static GitVersionException ofOwner(Path path, String owner, String lost) {
        boolean isGrantor = lost.endsWith(BY + Identifier.quote(owner));
        return new GitVersionException(
                ErrorCode.NOT_ALLOWED,
                "role \""
                        + owner
                        + "\" is to own \""
                        + path
                        + (isGrantor
                                ? "\", and granted privileges on it without owning it"
                                : "\", and was granted privileges on it by name"),
                "PostgreSQL keeps no grant to or by an owner. The branch would lack one, and a"
                        + " merge of it would revoke it where another role is the owner, which is "
                        + lost
                        + '.',
                "Let its present owner call create_branch and gitversion.grant_branch. Or let him"
                        + " GRANT the privileges to another role, GRANT that role TO "
                        + Identifier.quote(owner)
                        + ", REVOKE the privileges FROM "
                        + Identifier.quote(owner)
                        + ", and commit. Nothing was changed.");
    }

    /** Columns belong to whom their table belongs to. */
    private static @Nullable String owner(Change change, SchemaTree read) {
        Node node = change.to();
        if (change.from() == null || node == null) {
            return null;
        }
        String owner = node.layout().get(Node.OWNER);
        if (owner == null && node.path().segments().size() > 2) {
            Node whole = read.get(Path.of(node.path().segment(0), node.path().segment(1)));
            owner = whole == null ? null : whole.layout().get(Node.OWNER);
        }
        return owner;
    }

    /** What an owner is granted, or grants as somebody else, is not read back. */
    private static @Nullable String lostToOwner(Change change, String owner) {
        String grantee = TO + Identifier.quote(owner);
        for (String slot : SLOTS) {
            List<String> items = items(change.to(), slot);
            for (String item : items(change.from(), slot)) {
                boolean isHis =
                        item.endsWith(grantee)
                                || item.contains(grantee + " ")
                                || item.endsWith(BY + Identifier.quote(owner));
                if (isHis && !items.contains(item)) {
                    return item;
                }
            }
        }
        return null;
    }

    private static List<String> items(@Nullable Node node, String slot) {
        Value value = node == null ? null : node.value(slot);
        return value == null ? List.of() : value.items();
    }

    /** Another round would bring back the object, but not what it held. */
    static void refuseLoss(SchemaTree before, SchemaTree promised, SchemaTree read) {
        for (Node node : before.nodes()) {
            boolean gone = promised.get(node.path()) != null && read.get(node.path()) == null;
            if (gone && holdsRows(node)) {
                throw new GitVersionException(
                                ErrorCode.CANNOT_ALTER,
                                "\"" + node.path() + "\" would be dropped with what depends on it",
                                "It is to stay, but PostgreSQL drops it, with its values, together"
                                        + " with something else that goes.",
                                "Make the change by hand on the target first; nothing was changed.")
                        .about(node.path().toString(), StatementFailure.DEPENDENT_OBJECTS);
            }
        }
    }

    private static boolean holdsRows(Node node) {
        String folder = node.kind().folder();
        return folder.equals(TableKind.FOLDER)
                || folder.equals(ColumnKind.FOLDER) && !node.has("generated");
    }

    private static void describe(StringBuilder out, Change change) {
        out.append(out.length() == 0 ? "" : "\n").append(change.path()).append(": ");
        Node promised = change.from();
        Node read = change.to();
        if (promised == null) {
            out.append("not promised.");
        } else if (read == null) {
            out.append("missing.");
        } else if (change.slots().isEmpty()) {
            out.append("refers to ").append(read.references());
            out.append(" and not to ").append(promised.references()).append('.');
        } else {
            for (String slot : change.slots()) {
                out.append(slot).append(" is ").append(read.value(slot));
                out.append(" and not ").append(promised.value(slot)).append(". ");
            }
        }
    }
}
