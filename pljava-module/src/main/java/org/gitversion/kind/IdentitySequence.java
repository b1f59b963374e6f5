package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** The sequence of an identity column, which is no object of its own: the items of a slot. */
public final class IdentitySequence {
    static final String SLOT = "identity_sequence";

    private static final String SEQUENCE_NAME = "SEQUENCE NAME ";
    private static final String LOGGED = "LOGGED";
    private static final String UNLOGGED = "UNLOGGED";
    private static final String AS = "AS ";
    private static final Ddl.Lock EXCLUSIVE = Ddl.Lock.ACCESS_EXCLUSIVE;

    private IdentitySequence() {}

    /** What a column has of a sequence without being an identity, or an identity without one. */
    static Set<String> orphans(Node column) {
        boolean comment = false;
        for (String item : TableKind.items(column, Kind.PART_COMMENTS)) {
            comment |= item.startsWith("sequence=");
        }
        boolean any = column.has(SLOT) || column.has(Kind.SEQUENCE_PRIVILEGES) || comment;
        return (column.has("identity") ? column.has(SLOT) : !any)
                ? Set.of()
                : Set.of("identity", SLOT, Kind.SEQUENCE_PRIVILEGES, Kind.PART_COMMENTS);
    }

    static String definition(Node column) {
        List<String> items = TableKind.items(column, SLOT);
        List<String> first = new ArrayList<>(items.size());
        for (String item : items) {
            if (typeOf(items) == null || item.startsWith(SEQUENCE_NAME) || item.endsWith(LOGGED)) {
                first.add(item);
            }
        }
        return column.required("identity") + " AS IDENTITY (" + String.join(" ", first) + ")";
    }

    /** The type of the sequence, where it is not that of the column. */
    private static @Nullable String typeOf(List<String> items) {
        return !items.isEmpty() && items.get(0).startsWith(AS)
                ? items.get(0).substring(AS.length())
                : null;
    }

    /** Gives a sequence a type and, as that has bounds, all that depends on it. */
    private static Ddl retype(String name, String type, List<String> items, String end) {
        StringBuilder sql = new StringBuilder("ALTER SEQUENCE ").append(name);
        sql.append(" AS ").append(type);
        for (String item : items) {
            if (!item.startsWith(AS) && !item.startsWith(SEQUENCE_NAME) && !item.endsWith(LOGGED)) {
                sql.append(' ').append(item);
            }
        }
        return Ddl.of(sql.append(end).toString(), Ddl.Lock.SHARE_ROW_EXCLUSIVE);
    }

    /**
     * Tells whether a column of a parent that gets an identity takes the defaults below it away
     * first: from PostgreSQL 17 on partitions get the identity along, beside which there is none.
     *
     * @param was the column as it is
     * @param is the column as it is to be
     * @param tree the state it is to be in
     * @return false where one below keeps its default
     */
    public static boolean dropsDefaultsBelow(Node was, Node is, SchemaTree tree) {
        return !was.has("identity")
                && is.has("identity")
                && Inheritance.isParent(is.path().up(2), tree)
                && !Inheritance.hasDefaultBelow(is.path(), tree);
    }

    static void type(List<Ddl> out, Node column) {
        List<String> items = TableKind.items(column, SLOT);
        String type = typeOf(items);
        if (type != null) {
            out.add(retype(name(items), type, items, " RESTART"));
        }
    }

    static void alter(List<Ddl> out, Alter alter, Node from, Node to, Set<String> changed) {
        if (!to.has("identity")) {
            return;
        }
        if (!from.has("identity")) {
            out.add(alter.to("ADD GENERATED " + definition(to)));
            type(out, to);
            return;
        }
        if (changed.contains("identity")) {
            out.add(alter.to("SET GENERATED " + to.required("identity")));
        }
        if (changed.contains(SLOT)) {
            alterNumbers(out, alter, from, to);
        }
    }

    private static void alterNumbers(List<Ddl> out, Alter alter, Node from, Node to) {
        List<String> before = TableKind.items(from, SLOT);
        List<String> after = TableKind.items(to, SLOT);
        StringBuilder sets = new StringBuilder();
        String rename = null;
        for (String item : after) {
            if (before.contains(item)) {
                continue;
            } else if (item.startsWith(SEQUENCE_NAME)) {
                rename = " RENAME TO " + item.substring(SEQUENCE_NAME.length());
            } else if (!item.endsWith(LOGGED) && !item.startsWith(AS)) {
                sets.append(sets.length() == 0 ? "" : " ").append("SET ").append(item);
            }
        }
        String sequence = "ALTER SEQUENCE " + name(before);
        boolean logged = before.contains(UNLOGGED) || after.contains(LOGGED);
        if (before.contains(LOGGED) != after.contains(LOGGED)
                || before.contains(UNLOGGED) != after.contains(UNLOGGED)) {
            out.add(Ddl.of(sequence + " SET " + (logged ? LOGGED : UNLOGGED), EXCLUSIVE));
        }
        boolean retyped = !Objects.equals(typeOf(before), typeOf(after));
        if (retyped) {
            String type = Objects.requireNonNullElse(typeOf(after), to.required("type"));
            out.add(retype(name(before), type, after, ""));
        }
        if (rename != null) {
            out.add(Ddl.of(sequence + rename, EXCLUSIVE));
        }
        if (sets.length() > 0 && !retyped) {
            out.add(alter.to(sets.toString()));
        }
    }

    static String name(List<String> items) {
        for (String item : items) {
            if (item.startsWith(SEQUENCE_NAME)) {
                return item.substring(SEQUENCE_NAME.length());
            }
        }
        throw new IllegalStateException("an identity column has a sequence");
    }

    /**
     * Returns the name of the sequence that a column has as its identity.
     *
     * @param node any object
     * @return quoted where need be, or null
     */
    public static @Nullable String nameOf(Node node) {
        return node.has("identity") ? name(TableKind.items(node, SLOT)) : null;
    }

    /**
     * Returns a column with the identity that it has in another state.
     *
     * @param column the column
     * @param other the same column there, or null
     * @return the column, perhaps without an identity
     */
    public static Node of(Node column, @Nullable Node other) {
        Node out = column;
        for (String slot :
                List.of("identity", SLOT, Kind.SEQUENCE_PRIVILEGES, Kind.PART_COMMENTS)) {
            out = out.with(slot, other == null ? null : other.value(slot));
        }
        return out;
    }
}
