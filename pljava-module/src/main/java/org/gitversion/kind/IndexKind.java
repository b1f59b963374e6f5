package org.gitversion.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Indexes of tables and materialized views that back no constraint. */
public final class IndexKind extends ObjectKind {
    /** The folder of indexes. */
    public static final String FOLDER = "indexes";

    private static final Kind KIND =
            Kind.of(
                    "index",
                    FOLDER,
                    Slot.atomic("table"),
                    Slot.atomic("method"),
                    Slot.atomic("unique"),
                    Slot.atomic("nulls_not_distinct"),
                    Slot.wholeList("keys").worded(),
                    Slot.wholeList("include"),
                    Slot.atomic("predicate").worded(),
                    Slot.set("options"),
                    Slot.atomic("tablespace"),
                    Slot.set("statistics"),
                    Slot.atomic(Inheritance.ATTACHED_TO));

    private static final Set<String> ALTERABLE =
            new HashSet<>(
                    Arrays.asList("options", "tablespace", "statistics", Inheritance.ATTACHED_TO));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation");
    }

    @Override
    public int rank() {
        return 70;
    }

    @Override
    public String target(Node node) {
        return "INDEX " + Identifier.quote(node.name());
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return List.of(
                isOfParent(node, tree)
                        ? Ddl.of(create(node, target(node) + " ON ONLY "), Ddl.Lock.SHARE)
                        : createWithParts(node).as(OnlineForm.INDEX));
    }

    /**
     * Creates an index of a partitioned table together with those of its partitions.
     *
     * @param node the index
     * @return the statement
     */
    public static Ddl createWithParts(Node node) {
        String words = "INDEX " + Identifier.quote(node.name()) + " ON ";
        Ddl create = Ddl.of(create(node, words), Ddl.Lock.SHARE);
        return create.scanning("The index is built over all rows.");
    }

    /** Writes CREATE INDEX with what is said between UNIQUE and the table. */
    static String create(Node node, String words) {
        StringBuilder sql = new StringBuilder(100).append("CREATE ");
        sql.append(node.has("unique") ? "UNIQUE " : "").append(words);
        sql.append(Identifier.quote(node.required("table")));
        sql.append(" USING ").append(Identifier.quote(node.required("method")));
        sql.append(" (").append(String.join(", ", TableKind.items(node, "keys"))).append(')');
        if (node.has("include")) {
            List<String> names = new ArrayList<>(2);
            for (String name : TableKind.items(node, "include")) {
                names.add(Identifier.quote(name));
            }
            sql.append(" INCLUDE (").append(String.join(", ", names)).append(')');
        }
        sql.append(node.has("nulls_not_distinct") ? " NULLS NOT DISTINCT" : "");
        if (node.has("options")) {
            List<String> options = Options.assignments(Options.inOrder(node, "options"));
            sql.append(" WITH (").append(String.join(", ", options)).append(')');
        }
        if (node.has("tablespace")) {
            sql.append(" TABLESPACE ").append(Identifier.quote(node.required("tablespace")));
        }
        if (node.has("predicate")) {
            sql.append(" WHERE ").append(node.required("predicate"));
        }
        return sql.toString();
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        Ddl drop = Ddl.of("DROP " + target(node), Ddl.Lock.ACCESS_EXCLUSIVE);
        boolean alone = !node.has(Inheritance.ATTACHED_TO) && !isOfParent(node, tree);
        return List.of(alone ? drop.as(OnlineForm.INDEX_DROP) : drop);
    }

    /** Tells whether the partitions of the table have indexes of their own that belong to this. */
    private static boolean isOfParent(Node node, SchemaTree tree) {
        Node table = tree.get(TableKind.path(node.required("table")));
        return table != null && table.has(Inheritance.PARTITION_KEY);
    }

    @Override
    public List<Ddl> attach(@Nullable Node from, Node to, SchemaTree tree) {
        return attachTo(to);
    }

    /** Makes the index of a partition part of that of the parent. */
    static List<Ddl> attachTo(Node node) {
        String whole = node.text(Inheritance.ATTACHED_TO);
        return whole == null
                ? List.of()
                : List.of(
                        Ddl.of(
                                "ALTER INDEX "
                                        + Identifier.quote(whole)
                                        + " ATTACH PARTITION "
                                        + Identifier.quote(node.name()),
                                Ddl.Lock.ACCESS_EXCLUSIVE));
    }

    /** Asks for what a unique index finds twice; fails where a key says more than an expression. */
    @Override
    public @Nullable String offendingRows(Node node, SchemaTree tree) {
        if (!node.has("unique")) {
            return null;
        }
        List<String> keys = TableKind.items(node, "keys");
        StringBuilder where = new StringBuilder(60);
        if (node.has("predicate")) {
            where.append('(').append(node.required("predicate")).append(')');
        }
        for (String key : node.has("nulls_not_distinct") ? List.<String>of() : keys) {
            where.append(where.length() == 0 ? "" : " AND ").append(key).append(" IS NOT NULL");
        }
        String list = String.join(", ", keys);
        return "SELECT "
                + list
                + ", count(*) FROM "
                + Identifier.quote(node.required("table"))
                + (where.length() == 0 ? "" : " WHERE " + where)
                + " GROUP BY "
                + list
                + " HAVING count(*) > 1";
    }

    @Override
    public List<Ddl> finish(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        finishIndex(out, node, node.required("table"), tree);
        return out;
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        boolean stored = changed.contains("options") && isOfParent(to, tree);
        if (stored || !ALTERABLE.containsAll(changed)) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(2);
        alterIndex(out, from, to, changed);
        return out;
    }

    @Override
    public List<Ddl> rename(Node node, String newName) {
        return List.of(renameTo(node, newName));
    }

    static Ddl renameTo(Node node, String newName) {
        String target = "ALTER INDEX " + Identifier.quote(node.name());
        String action = " RENAME TO " + Identifier.quote(newName);
        return Ddl.of(target + action, Ddl.Lock.SHARE_UPDATE_EXCLUSIVE);
    }

    /** An index goes with its table or materialized view. */
    @Override
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        String table = node.required("table");
        for (Path reference : node.references()) {
            Path unit = tree.unitOf(reference);
            if (unit.name().equals(table) && tree.get(unit) != null) {
                return unit;
            }
        }
        return null;
    }

    /** Appends what CREATE INDEX and ADD CONSTRAINT cannot say of an index. */
    static void finishIndex(List<Ddl> out, Node node, String table, SchemaTree tree) {
        for (String item : TableKind.items(node, "statistics")) {
            out.add(
                    statistics(
                            node,
                            item.substring(0, item.indexOf('=')),
                            item.substring(item.indexOf('=') + 1)));
        }
        Node owner = tree.get(TableKind.path(table));
        owner = owner == null ? tree.get(Path.of(MaterializedViewKind.FOLDER, table)) : owner;
        String name = Identifier.quote(node.name());
        String identity = "USING INDEX " + name;
        if (owner != null && identity.equals(owner.text("replica_identity"))) {
            out.add(TableKind.replicaIdentity(owner, identity));
        }
        if (owner != null && name.equals(owner.text("clustered_on"))) {
            out.add(TableKind.clusterOn(owner));
        }
    }

    /** Appends what brings storage and statistics of an index from one state to the other. */
    static void alterIndex(List<Ddl> out, Node from, Node to, Set<String> changed) {
        Options.change(out, alter(to), "", from.value("options"), to.value("options"));
        if (changed.contains("tablespace")) {
            moveTo(out, to);
        }
        List<String> kept = new ArrayList<>();
        for (String item : TableKind.items(to, "statistics")) {
            kept.add(item.substring(0, item.indexOf('=')));
        }
        for (String item : TableKind.items(from, "statistics")) {
            String column = item.substring(0, item.indexOf('='));
            if (!kept.contains(column)) {
                out.add(statistics(to, column, "-1"));
            }
        }
    }

    /** Appends the move of an index to its tablespace. */
    static void moveTo(List<Ddl> out, Node node) {
        String space = node.text("tablespace");
        out.add(
                alter(node)
                        .to(
                                "SET TABLESPACE "
                                        + Identifier.quote(space == null ? "pg_default" : space))
                        .copying("The files of the index are copied."));
    }

    /** Adds the plain unique indexes over exactly these columns of a table. */
    static void addUnique(Set<Path> out, String table, Set<String> columns, SchemaTree tree) {
        Set<String> keys = new HashSet<>();
        for (String column : columns) {
            keys.add(Identifier.quote(column));
        }
        List<Node> users = new ArrayList<>(tree.referring(TableKind.path(table)));
        for (String column : columns) {
            users.addAll(tree.referring(ColumnKind.path(TableKind.path(table), column)));
        }
        for (Node node : users) {
            if (node.kind() == KIND
                    && table.equals(node.text("table"))
                    && node.has("unique")
                    && !node.has("predicate")
                    && keys.equals(new HashSet<>(TableKind.items(node, "keys")))) {
                out.add(node.path());
            }
        }
    }

    private static Ddl statistics(Node node, String column, String value) {
        String action = "ALTER COLUMN " + column + " SET STATISTICS " + value;
        return alter(node).to(action, Ddl.Lock.SHARE_UPDATE_EXCLUSIVE);
    }

    private static Alter alter(Node node) {
        return Alter.of("INDEX " + Identifier.quote(node.name()));
    }
}
