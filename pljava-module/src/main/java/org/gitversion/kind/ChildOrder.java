package org.gitversion.kind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Creates a table that inherits with its columns in their physical order. PostgreSQL puts inherited
 * columns first, but a parent may have got them later, and a table may have come to inherit later.
 * So the table is made a child of a stand-in first, which has all its columns in order; then of
 * those parents that it has columns of, which finds them there; then the stand-in goes. What the
 * table does not declare itself stays inherited, and what only the stand-in has becomes the table's
 * own.
 */
public final class ChildOrder {
    private static final String STAND_IN = "gitversion_column_order";

    private ChildOrder() {}

    /**
     * Writes the statements, where they are needed.
     *
     * @param table the table
     * @param tree the state it belongs to, in which nothing is there yet that refers to the table
     * @return the statements, or null when CREATE TABLE by itself gives this order and these
     *     columns
     */
    public static @Nullable List<Ddl> create(Node table, SchemaTree tree) {
        List<Node> columns = ColumnKind.inOrder(table, tree);
        List<Path> declared = Inheritance.declared(table, tree);
        if (declared.isEmpty() || isPlain(declared, columns, tree)) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(8);
        out.add(Ddl.of(standIn(table, columns, tree)));
        out.addAll(TableKind.create(table, child(columns, table, tree), List.of(STAND_IN)));
        String alter = "ALTER TABLE " + Identifier.quote(table.name()) + " ";
        for (Path parent : declared) {
            out.add(inherit(alter + "INHERIT ", parent.name()));
        }
        out.add(inherit(alter + "NO INHERIT ", STAND_IN));
        out.add(Ddl.of("DROP TABLE " + Identifier.quote(STAND_IN), Ddl.Lock.ACCESS_EXCLUSIVE));
        for (Node column : columns) {
            finish(out, column, tree);
        }
        return out;
    }

    private static Ddl inherit(String words, String parent) {
        return Ddl.of(words + Identifier.quote(parent), Ddl.Lock.ACCESS_EXCLUSIVE);
    }

    private static boolean isPlain(List<Path> declared, List<Node> columns, SchemaTree tree) {
        Set<String> order = new LinkedHashSet<>();
        for (Path parent : declared) {
            Node above = tree.get(parent);
            for (Node column : above == null ? List.<Node>of() : ColumnKind.inOrder(above, tree)) {
                order.add(column.name());
            }
        }
        List<String> names = new ArrayList<>(columns.size());
        for (Node column : columns) {
            if (column.has("generated")
                    && Inheritance.isOwn(column)
                    && order.contains(column.name())) {
                return false;
            }
            names.add(column.name());
        }
        order.addAll(names);
        return names.equals(new ArrayList<>(order));
    }

    /** Has the columns as they come to be inherited, and each CHECK that only parents declare. */
    private static String standIn(Node table, List<Node> columns, SchemaTree tree) {
        List<String> elements = new ArrayList<>(columns.size());
        for (Node column : columns) {
            Node element = strict(column, tree).with("identity", null);
            element = element.withLayout(new TreeMap<>());
            if (Inheritance.isOwn(column)) {
                element = element.with("default", null).with("compression", null);
            }
            elements.add(ColumnKind.definition(element));
        }
        for (Node part : tree.below(table.path())) {
            if (ObjectKinds.ALL.of(part) instanceof ConstraintKind
                    && !Inheritance.isOwn(part)
                    && comesWithParents(part, tree)) {
                elements.add(ConstraintKind.definition(part));
            }
        }
        return "CREATE TABLE " + Identifier.quote(STAND_IN) + TableKind.body(elements);
    }

    /** Has what it declares itself, but for how columns are computed: that comes along. */
    private static List<String> child(List<Node> columns, Node table, SchemaTree tree) {
        List<String> elements = new ArrayList<>(columns.size());
        for (Node column : columns) {
            if (Inheritance.isOwn(column)) {
                Node element = strict(column, tree).with("generated", null).with("virtual", null);
                elements.add(ColumnKind.definition(element));
            }
        }
        elements.addAll(TableKind.constraints(table, tree));
        return elements;
    }

    /** A parent with NOT NULL wants it of a table that comes to inherit. */
    private static Node strict(Node column, SchemaTree tree) {
        for (Path origin : Inheritance.origins(column, tree)) {
            Node above = tree.get(origin);
            if (above != null && above.has("not_null")) {
                return column.with("not_null", above.value("not_null"));
            }
        }
        return column;
    }

    private static boolean comesWithParents(Node check, SchemaTree tree) {
        for (Path origin : Inheritance.origins(check, tree)) {
            Node above = tree.get(origin);
            if (above != null
                    && (Inheritance.isOwn(above)
                            ? ObjectKinds.ALL.of(above).createdWithParent(above, tree)
                            : comesWithParents(above, tree))) {
                return true;
            }
        }
        return false;
    }

    private static void finish(List<Ddl> out, Node column, SchemaTree tree) {
        Node now = strict(column, tree);
        for (String slot : new String[] {"storage", "statistics", "options"}) {
            now = now.with(slot, null);
        }
        if (!Inheritance.isOwn(column)) {
            now = now.with("identity", null).with("identity_sequence", null);
        }
        Inheritance.override(out, now, column, tree);
        NotNull.declare(out, now, column);
    }
}
