package org.gitversion.plan;

import org.gitversion.canonical.SchemaMarker;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.kind.Identifier;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** How many rows stand in the way of a statement that PostgreSQL refused, and a query for them. */
final class OffendingRows {
    private final int count;
    private final String query;

    private OffendingRows(int count, String query) {
        this.count = count;
        this.query = query;
    }

    /**
     * Counts.
     *
     * @param database the gateway
     * @param path the schema
     * @param query the query for the rows
     * @param role with whose rights to ask; null for the caller
     * @return null where it cannot be executed or finds none
     */
    static @Nullable OffendingRows ask(
            Database database, SearchPath path, String query, @Nullable String role) {
        try {
            int count = database.undone(new Count(database, path, query, role));
            return count == 0 ? null : new OffendingRows(count, SchemaMarker.strip(query));
        } catch (SqlFailure cannotAsk) {
            if (cannotAsk.isOfTheMoment()) {
                throw cannotAsk;
            }
            return null;
        }
    }

    /**
     * Counts the rows of a table that gave way for which there is no partition.
     *
     * @param database the gateway
     * @param path the schema
     * @param table the new table, which has its partitions
     * @param former the table that has the rows
     * @param role with whose rights to ask; null for the caller
     * @return null where it cannot be known or finds none
     */
    static @Nullable OffendingRows unplaced(
            Database database, SearchPath path, Path table, String former, @Nullable String role) {
        database.searchPath(path.toString());
        String bounds =
                database.value(
                        "SELECT pg_catalog.string_agg('(' OPERATOR(pg_catalog.||)"
                                + " pg_catalog.pg_get_partition_constraintdef(p.relid)"
                                + " OPERATOR(pg_catalog.||) ')', ' OR ') FROM"
                                + " pg_catalog.pg_partition_tree(?::pg_catalog.text"
                                + "::pg_catalog.regclass) p WHERE p.isleaf AND p.level"
                                + " OPERATOR(pg_catalog.>) 0",
                        Identifier.quote(path.schema()) + "." + Identifier.quote(table.name()));
        database.ownPath();
        String where = bounds == null ? "" : " WHERE (" + bounds + ") IS NOT TRUE";
        OffendingRows found = ask(database, path, "SELECT * FROM " + former + where, role);
        String shown = "SELECT * FROM " + Identifier.quote(table.name()) + where;
        return found == null ? null : new OffendingRows(found.count, shown);
    }

    int count() {
        return count;
    }

    /** The query as people read it. */
    String query() {
        return query;
    }

    @Override
    public String toString() {
        return "Found " + count + " by: " + query;
    }

    private static final class Count implements Database.Work<Integer> {
        private final Database database;
        private final SearchPath path;
        private final String query;
        private final @Nullable String role;

        Count(Database database, SearchPath path, String query, @Nullable String role) {
            this.role = role;
            this.database = database;
            this.path = path;
            this.query = query;
        }

        @Override
        public Integer run() {
            database.searchPath(path.toString());
            String count =
                    database.ask(
                            "SELECT pg_catalog.count(*)::pg_catalog.int4::pg_catalog.text FROM ("
                                    + SchemaMarker.unmark(query, path.own())
                                    + ") AS offending",
                            role);
            return count == null ? 0 : Integer.parseInt(count);
        }
    }
}
