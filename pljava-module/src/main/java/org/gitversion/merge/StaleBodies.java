package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gitversion.canonical.Mentions;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;

/**
 * Finds the bodies and strings of one side that name what the other side renamed or dropped.
 * PostgreSQL does not change them with what they name, and looks at them only when they run.
 */
final class StaleBodies {
    private static final String SETTING = "gitversion.stale_bodies";

    /** What becomes of them. */
    enum Mode {
        /** They are told. */
        WARN,
        /** They are conflicts. */
        CONFLICT,
        /** Nobody looks for them. */
        IGNORE
    }

    /** One side: its text counts where it changed it since the base. */
    static final class Side {
        private final String name;
        private final SchemaTree tree;
        private final List<StaleName> names;

        /**
         * Describes a side.
         *
         * @param name source or target
         * @param before its state under its own names
         * @param tree the same under the merged names
         * @param toMerged from the one to the other
         * @param merged the merged state
         */
        Side(String name, SchemaTree before, SchemaTree tree, Renames toMerged, SchemaTree merged) {
            this.name = name;
            this.tree = tree;
            this.names = StaleName.find(before, toMerged, merged);
        }
    }

    private StaleBodies() {}

    /** Reads the setting. */
    static Mode mode(Database database) {
        String value = database.value("SELECT current_setting('" + SETTING + "', true)");
        switch (value == null ? "" : value) {
            case "":
            case "warn":
                return Mode.WARN;
            case "conflict":
                return Mode.CONFLICT;
            case "ignore":
                return Mode.IGNORE;
            default:
                throw new GitVersionException(
                        ErrorCode.INVALID_ARGUMENT,
                        SETTING + " is \"" + value + "\"",
                        "It says what a merge does about bodies that name what the other side"
                                + " renamed or dropped.",
                        "Set it to warn, conflict or ignore.");
        }
    }

    /**
     * Finds them.
     *
     * @param base what both sides come from
     * @param sides both
     * @param merged the merged state
     * @return one for each object
     */
    static List<Conflict> find(SchemaTree base, List<Side> sides, SchemaTree merged) {
        List<Conflict> out = new ArrayList<>();
        for (Side side : sides) {
            if (!side.names.isEmpty()) {
                for (Node node : merged.nodes()) {
                    find(out, base, side, node);
                }
            }
        }
        return out;
    }

    private static void find(List<Conflict> out, SchemaTree base, Side side, Node node) {
        Node own = side.tree.get(node.path());
        Node before = base.get(node.path());
        for (Slot slot : own == null ? List.<Slot>of() : node.kind().slots()) {
            Value text = own == null ? null : own.value(slot.name());
            Value old = before == null ? null : before.value(slot.name());
            boolean isBody = isBody(slot);
            if (text == null
                    || !(isBody || slot.isWorded())
                    || text.equals(old)
                    || !node.has(slot.name())) {
                continue;
            }
            String whole = text.isText() ? text.text() : String.join("\n", text.items());
            Mentions mentions = Mentions.of(whole);
            for (StaleName name : side.names) {
                if (isBody ? name.isIn(mentions) : name.isStringIn(mentions)) {
                    out.add(conflict(base, side, node, slot, name));
                    return;
                }
            }
        }
    }

    private static boolean isBody(Slot slot) {
        return slot.name().equals("body") || slot.name().equals("source");
    }

    private static Conflict conflict(
            SchemaTree base, Side side, Node node, Slot slot, StaleName name) {
        Node before = base.get(node.path());
        Node own = side.tree.get(node.path());
        String text = String.valueOf(own == null ? null : own.value(slot.name()));
        boolean ofSource = side.name.equals("source");
        return Conflict.slot(
                node,
                slot.name(),
                before == null ? null : Objects.toString(before.value(slot.name()), null),
                ofSource ? text : null,
                ofSource ? null : text,
                "The "
                        + slot.name()
                        + " of "
                        + node.path()
                        + ", as the "
                        + side.name
                        + " has it, names what the other side changed: "
                        + name
                        + ".");
    }

    /** Tells the client what may not mean the same any more. */
    static void warn(Database database, List<Conflict> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        StringBuilder detail = new StringBuilder();
        for (Conflict warning : warnings) {
            detail.append(detail.length() == 0 ? "" : "\n").append(warning.detail());
        }
        database.value(
                "SELECT gitversion_internal.notice(?::text, ?::text)",
                warnings.size() + " bodies name what the other side renamed or dropped",
                detail.toString());
    }
}
