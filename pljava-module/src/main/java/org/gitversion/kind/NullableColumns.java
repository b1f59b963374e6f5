package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/**
 * Makes a table inherit that has nullable columns which the parent has not: they may become so
 * later, but not be so when the table comes to inherit.
 */
final class NullableColumns {
    private static final String NOT_NULL = "not_null";

    private NullableColumns() {}

    /**
     * Writes the statements.
     *
     * @param table the table
     * @param parent the parent it has not yet
     * @param tree the state they belong to
     * @return one statement, or more where columns are nullable
     */
    static List<Ddl> inherit(Node table, Path parent, SchemaTree tree) {
        List<String> columns = new ArrayList<>(0);
        for (Node column : ColumnKind.inOrder(table, tree)) {
            Node above = tree.get(parent.child(ColumnKind.FOLDER, column.name()));
            if (above != null && above.has(NOT_NULL) && !column.has(NOT_NULL)) {
                columns.add(Identifier.quote(column.name()));
            }
        }
        String name = Identifier.quote(table.name());
        List<Ddl> out = new ArrayList<>(1 + 2 * columns.size());
        for (String column : columns) {
            out.add(ddl("ONLY " + name + " ALTER COLUMN " + column + " SET NOT NULL"));
        }
        out.add(ddl(name + " INHERIT " + Identifier.quote(parent.name())));
        for (String column : columns) {
            out.add(ddl("ONLY " + name + " ALTER COLUMN " + column + " DROP NOT NULL"));
        }
        return out;
    }

    private static Ddl ddl(String action) {
        return Ddl.of("ALTER TABLE " + action, Ddl.Lock.ACCESS_EXCLUSIVE);
    }
}
