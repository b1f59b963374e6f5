package org.gitversion.catalog;

/** Puts catalog queries together. */
final class Queries {
    private Queries() {}

    /**
     * Joins a query with the common parts that stand before it.
     *
     * @param names the names of the parts, in order
     * @return the text of the query
     */
    static String load(String... names) {
        StringBuilder out = new StringBuilder(4096);
        for (String name : names) {
            out.append(CatalogQueries.text(name)).append('\n');
        }
        return out.toString();
    }
}
