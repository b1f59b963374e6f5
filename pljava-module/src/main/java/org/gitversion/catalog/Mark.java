package org.gitversion.catalog;

/** What the catalogs said about a schema just before it was read. Immutable. */
public final class Mark {
    private final String horizon;
    private final String counts;

    /**
     * Makes a mark.
     *
     * @param horizon the transaction before which all had ended, an xid8
     * @param counts what {@code gitversion._catalog_counts} returned, an array in PostgreSQL's
     *     form, and the count of comments behind
     */
    public Mark(String horizon, String counts) {
        this.horizon = horizon;
        this.counts = counts;
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
}
