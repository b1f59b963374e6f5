package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** The DDL of common slots other than the privileges: comments, labels, extensions. */
final class Attributes {
    private static final String[] RELATIONS = {
        "TABLE ", "COLUMN ", "VIEW ", "MATERIALIZED VIEW ", "FOREIGN TABLE ", "INDEX ", "SEQUENCE "
    };

    private Attributes() {}

    /** Writes the statement that sets a comment, or removes it. */
    static Ddl comment(String target, @Nullable String text) {
        return Ddl.of("COMMENT ON " + target + " IS " + literal(text), lock(target));
    }

    /** Appends the statements that turn these slots of one node into those of the other. */
    static void change(List<Ddl> out, Node from, Node to, ObjectKind kind) {
        for (String part : TableKind.items(from, Kind.PART_COMMENTS)) {
            if (valueOf(to, Kind.PART_COMMENTS, key(part)) == null && partStays(to, key(part))) {
                out.add(comment(kind.partTarget(to, key(part)), null));
            }
        }
        for (String part : added(from, to, Kind.PART_COMMENTS)) {
            out.add(comment(kind.partTarget(to, key(part)), value(part)));
        }
        for (String label : TableKind.items(from, Kind.SECURITY_LABELS)) {
            if (valueOf(to, Kind.SECURITY_LABELS, key(label)) == null
                    && partStays(to, part(label))) {
                out.add(label(kind, to, label, null));
            }
        }
        for (String label : added(from, to, Kind.SECURITY_LABELS)) {
            out.add(label(kind, to, label, value(label)));
        }
        for (String extension : added(to, from, Kind.EXTENSIONS)) {
            out.add(depends(kind.extensionTarget(to), " NO DEPENDS ON EXTENSION ", extension));
        }
        for (String extension : added(from, to, Kind.EXTENSIONS)) {
            out.add(depends(kind.extensionTarget(to), " DEPENDS ON EXTENSION ", extension));
        }
        Privileges.changeParts(out, from, to, kind);
        if (to.has("identity")) {
            String sequence = kind.partTarget(to, "sequence");
            Privileges.change(out, from, to, Kind.SEQUENCE_PRIVILEGES, sequence, null);
        }
    }

    private static Ddl label(ObjectKind kind, Node node, String item, @Nullable String label) {
        String part = part(item);
        String target = part.isEmpty() ? kind.target(node) : kind.partTarget(node, part);
        String provider = key(item).substring(part.isEmpty() ? 0 : part.length() + 1);
        String sql = "SECURITY LABEL FOR " + provider + " ON " + target + " IS ";
        return Ddl.of(sql + literal(label), lock(target));
    }

    /** The part that a label is on, if not on the object itself, stands before the provider. */
    private static String part(String label) {
        String key = key(label);
        return key.charAt(0) == '"' ? "" : key.substring(0, Math.max(0, key.indexOf(' ')));
    }

    private static Ddl depends(String target, String words, String extension) {
        boolean relation = !lock(target).equals(Ddl.Lock.NONE) || target.startsWith("TRIGGER ");
        return Ddl.of(
                "ALTER " + target + words + extension,
                relation ? Ddl.Lock.ACCESS_EXCLUSIVE : Ddl.Lock.NONE);
    }

    /** What is said of a relation or column locks the relation, of anything else it does not. */
    private static Ddl.Lock lock(String target) {
        for (String kind : RELATIONS) {
            if (target.startsWith(kind)) {
                return Ddl.Lock.SHARE_UPDATE_EXCLUSIVE;
            }
        }
        return Ddl.Lock.NONE;
    }

    private static String literal(@Nullable String text) {
        return text == null ? "NULL" : Identifier.literal(text);
    }

    /** The sequence of a column goes when it is no identity column any more. */
    private static boolean partStays(Node to, String part) {
        return !part.equals("sequence") || to.has("identity");
    }

    private static List<String> added(Node from, Node to, String slot) {
        Value before = from.value(slot);
        List<String> items = new ArrayList<>(TableKind.items(to, slot));
        if (before != null) {
            items.removeAll(before.items());
        }
        return items;
    }

    static @Nullable String valueOf(Node node, String slot, String key) {
        for (String item : TableKind.items(node, slot)) {
            if (key(item).equals(key)) {
                return value(item);
            }
        }
        return null;
    }

    /** What stands before the equals sign outside of double quotes. */
    static String key(String item) {
        boolean quoted = false;
        int at = 0;
        while (at < item.length() && (quoted || item.charAt(at) != '=')) {
            quoted ^= item.charAt(at) == '"';
            at++;
        }
        return item.substring(0, at);
    }

    /** What stands behind it. */
    static String value(String item) {
        return item.substring(key(item).length() + 1);
    }
}
