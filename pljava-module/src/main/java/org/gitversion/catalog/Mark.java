package org.gitversion.catalog;

import org.gitversion.db.Database;
import org.gitversion.db.Rows;

/** What the catalogs said about a schema just before it was read. Immutable. */
public final class Mark {
    private final String horizon;
    private final String counts;
    private final String own;

    /**
     * Asks the catalogs.
     *
     * @param database the gateway
     * @param schema the raw name of a schema that is there
     * @return what they say now
     */
    static Mark take(Database database, String schema) {
        try (Rows rows =
                database.query(
                        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text,"
                                + " (gitversion_internal.catalog_counts(n.oid)"
                                + " || gitversion_internal.comment_count(n.oid))::text,"
                                + " gitversion_internal.young_writers()::text"
                                + " FROM pg_namespace n WHERE n.nspname = ?::text",
                        schema)) {
            rows.next();
            return new Mark(rows.text(1), rows.text(2), rows.text(3));
        }
    }

    /**
     * Returns the same for a schema that the transaction itself changed.
     *
     * @param own as {@link #own}, of before it was read
     * @return a mark
     */
    public Mark withOwn(String own) {
        return new Mark(horizon, counts, own);
    }

    /**
     * Asks of which transactions rows can be seen, though not all before them have ended.
     *
     * @param database the gateway
     * @return an array of xid in PostgreSQL's form
     */
    public static String youngWriters(Database database) {
        String writers = database.value("SELECT gitversion_internal.young_writers()::text");
        return writers == null ? "{}" : writers;
    }

    /**
     * Makes a mark.
     *
     * @param horizon the transaction before which all had ended, an xid8
     * @param counts what {@code gitversion_internal.catalog_counts} returned, an array in
     *     PostgreSQL's form, and the count of comments behind
     * @param own transactions from the horizon on of which rows were there already, an array of xid
     *     in PostgreSQL's form
     */
    public Mark(String horizon, String counts, String own) {
        this.horizon = horizon;
        this.counts = counts;
        this.own = own;
    }

    /**
     * Returns the transaction before which all had ended.
     *
     * @return an xid8
     */
    public String horizon() {
        return horizon;
    }

    /**
     * Returns the counts of catalog rows.
     *
     * @return an array in PostgreSQL's form
     */
    public String counts() {
        return counts;
    }

    /**
     * Returns transactions from the horizon on of which rows were there already.
     *
     * @return an array of xid in PostgreSQL's form
     */
    public String own() {
        return own;
    }
}
