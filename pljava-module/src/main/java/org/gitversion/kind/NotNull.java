package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * NOT NULL of columns. From PostgreSQL 18 on it is a constraint with a name, which a table declares
 * or inherits, as it does the column, but not always both.
 */
public final class NotNull {
    private static final String SLOT = "not_null";
    private static final String NAMED = "CONSTRAINT ";

    /** In the layout: whether the table declares it, where the column is otherwise. */
    private static final String DECLARED = "not_null_declared";

    /** What may have gone with that of the parent: servers differ. */
    private static final Value UNKNOWN = Value.text("unknown");

    private NotNull() {}

    /** Writes what a definition of the column says of it. */
    static String definition(Node column) {
        if (!column.has(SLOT) || isInherited(column)) {
            return "";
        }
        return (isNamed(column) ? " " + column.required(SLOT) : "") + " NOT NULL";
    }

    /** Tells whether a column that the table declares is NOT NULL only because the parents' is. */
    static boolean isInherited(Node column) {
        return "no".equals(column.layout().get(DECLARED));
    }

    /** Returns a column as it is made, before the parents add to it. */
    static Node bare(Node column) {
        return isInherited(column) ? column.with(SLOT, null) : column;
    }

    /**
     * Appends what makes the table declare it, where only the column is inherited.
     *
     * @param out gets the statement
     * @param expected the column as it is by then
     * @param column the column as it shall be
     */
    static void declare(List<Ddl> out, Node expected, Node column) {
        boolean isThere = expected.has(SLOT) && column.has(SLOT);
        if (isThere && "yes".equals(column.layout().get(DECLARED))) {
            out.add(declare(column));
        }
    }

    /**
     * Makes a table declare it, too, which declares the column by now.
     *
     * @param column the column as it shall be
     * @return a statement that changes nothing where it is no constraint; null where there is
     *     nothing to declare
     */
    public static @Nullable Ddl redeclare(Node column) {
        return column.has(SLOT) && !isInherited(column) ? declare(column) : null;
    }

    private static Ddl declare(Node column) {
        String action = "ALTER COLUMN " + Identifier.quote(column.name()) + " SET NOT NULL";
        return Alter.only(column.path().segment(1)).to(action);
    }

    /**
     * Makes a column NOT NULL for the tables that inherit it.
     *
     * @param table a table for a while, which is there already
     * @param column a column of a table that inherits from it
     * @param tree the state to reach
     * @return the statement, or null where the column is not NOT NULL by its parents
     */
    public static @Nullable Ddl inherit(String table, Node column, SchemaTree tree) {
        if (!column.has(SLOT) || "yes".equals(column.layout().get(DECLARED))) {
            return null;
        }
        for (Path path : Inheritance.origins(column, tree)) {
            Node origin = tree.get(path);
            if (origin != null && origin.has(SLOT)) {
                return set(table, column);
            }
        }
        return null;
    }

    private static Ddl set(String table, Node column) {
        String name = Identifier.quote(column.name());
        String action =
                isNamed(column)
                        ? "ADD " + column.required(SLOT) + " NOT NULL " + name
                        : "ALTER COLUMN " + name + " SET NOT NULL";
        Ddl set = Alter.table(table).to(action);
        return set.perhaps("All rows are checked for NULL.").as(OnlineForm.NOT_NULL);
    }

    /**
     * Tells whether a column that is declared to be NOT NULL may stay so although its parent's does
     * not. Until PostgreSQL 17 it does not.
     *
     * @param part the column
     * @param before that of the parent, as it is
     * @param after that of the parent, as it shall be
     * @return true where it is not known
     */
    static boolean mayStay(Node part, Node before, Node after) {
        String declared = part.layout().get(DECLARED);
        boolean declares =
                declared == null
                        ? part.has(Inheritance.INHERITED) && Inheritance.isOwn(part)
                        : declared.equals("yes");
        return declares && part.has(SLOT) && before.has(SLOT) && !after.has(SLOT);
    }

    /** Returns a column of which it is not known whether it is NOT NULL. */
    static Node unknown(Node column) {
        return column.with(SLOT, UNKNOWN);
    }

    /** Appends what brings it from one state to another. */
    static void alter(List<Ddl> out, Node from, Node to, Set<String> changed) {
        if (!changed.contains(SLOT)) {
            return;
        }
        String table = to.path().segment(1);
        if (isNamed(from) && isNamed(to)) {
            String name = to.required(SLOT).substring(NAMED.length());
            String rename = " RENAME " + from.required(SLOT) + " TO " + name;
            String sql = "ALTER TABLE " + Identifier.quote(table) + rename;
            out.add(Ddl.of(sql, Ddl.Lock.ACCESS_EXCLUSIVE));
            return;
        }
        boolean unknown = UNKNOWN.equals(from.value(SLOT));
        if (from.has(SLOT) && !(unknown && to.has(SLOT))) {
            out.add(Alter.table(table).column(to.name()).to("DROP NOT NULL"));
        }
        if (to.has(SLOT)) {
            out.add(set(table, to));
        }
    }

    /** Whether it has a name that PostgreSQL did not make. */
    private static boolean isNamed(Node column) {
        String value = column.text(SLOT);
        return value != null && value.startsWith(NAMED);
    }
}
