package org.gitversion.plan;

import org.gitversion.canonical.SchemaMarker;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
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
