package org.gitversion.plan;

import org.gitversion.canonical.SchemaMarker;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.jspecify.annotations.Nullable;

/** Asks how many rows stand in the way of a statement that PostgreSQL refused. */
final class OffendingRows implements Database.Work<Integer> {
    private final Database database;
    private final SearchPath path;
    private final String query;

    private OffendingRows(Database database, SearchPath path, String query) {
        this.database = database;
        this.path = path;
        this.query = query;
    }

    /**
     * Counts.
     *
     * @param database the gateway
     * @param path the schema
     * @param query the query for the rows
     * @return how many it finds, and the query itself; null where it cannot be executed or finds
     *     none
     */
    static @Nullable String ask(Database database, SearchPath path, String query) {
        try {
            int count = database.undone(new OffendingRows(database, path, query));
            return count == 0 ? null : "Found " + count + " by: " + SchemaMarker.strip(query);
        } catch (SqlFailure cannotAsk) {
            if (cannotAsk.isOfTheMoment()) {
                throw cannotAsk;
            }
            return null;
        }
    }

    @Override
    public Integer run() {
        database.searchPath(path.toString());
        Integer count =
                database.number(
                        "SELECT pg_catalog.count(*)::pg_catalog.int4 FROM ("
                                + SchemaMarker.unmark(query, path.own())
                                + ") AS offending");
        return count == null ? 0 : count;
    }
}
