package org.gitversion.kind;

import org.gitversion.model.Node;
import org.jspecify.annotations.Nullable;

/** Asks for the rows that a constraint refuses. */
final class ConstraintRows {
    private ConstraintRows() {}

    /**
     * Writes a query for the rows that a key, a foreign key, a CHECK or NOT NULL refuses.
     *
     * @param node a constraint that is enforced
     * @return the query, or null where none can be written
     */
    static @Nullable String offending(Node node) {
        String from = " FROM " + ConstraintKind.table(node);
        if (ConstraintKind.isType(node, ConstraintKind.CHECK)) {
            return "SELECT *" + from + " WHERE NOT (" + node.required("expression") + ")";
        }
        if (ConstraintKind.isType(node, ConstraintKind.NOT_NULL)) {
            return "SELECT *"
                    + from
                    + " WHERE "
                    + ConstraintKind.list(node, "columns", "", " IS NULL");
        }
        if (ConstraintKind.isType(node, ConstraintKind.EXCLUDE)
                || node.has(ConstraintKind.PERIOD)) {
            return null;
        }
        String list = ConstraintKind.list(node, "columns", ", ", "");
        String complete = ConstraintKind.list(node, "columns", " AND ", " IS NOT NULL");
        if (ConstraintKind.isType(node, ConstraintKind.FOREIGN_KEY)) {
            return "SELECT *"
                    + from
                    + " WHERE "
                    + complete
                    + " AND ("
                    + list
                    + ") NOT IN (SELECT "
                    + ConstraintKind.list(node, "foreign_columns", ", ", "")
                    + " FROM "
                    + node.required("references")
                    + " WHERE "
                    + ConstraintKind.list(node, "foreign_columns", " AND ", " IS NOT NULL")
                    + ")";
        }
        String where = node.has("nulls_not_distinct") ? "" : " WHERE " + complete;
        return "SELECT "
                + list
                + ", count(*)"
                + from
                + where
                + " GROUP BY "
                + list
                + " HAVING count(*) > 1";
    }
}
