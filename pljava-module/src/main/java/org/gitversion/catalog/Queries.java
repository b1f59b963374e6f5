package org.gitversion.catalog;

/**
 * Puts catalog queries together. Where only a part of a schema is read, a list of oids stands
 * beside the schema: a query starts from the objects of the list {@code roots}, and what is written
 * {@code AND {LIST ALIAS.oid}} in a query is the condition that an oid is in a list.
 */
final class Queries {
    private static final String START = "FROM branch JOIN ";
    private static final String IN_SCHEMA = " = branch.oid";
    private static final String CONDITION = " AND {";
    private static final String SCOPE = "{scope}";

    private Queries() {}

    /**
     * Joins a query with the common parts that stand before it.
     *
     * @param names the names of the parts, in order
     * @return the text of the query
     */
    static String load(String... names) {
        return conditions(text(names).replace(SCOPE, ""), false);
    }

    /**
     * Writes a query that reads a part of a schema. It has three more parameters behind the first.
     *
     * @param names the names of the parts, in order
     * @return the text of the query
     */
    static String loadPart(String... names) {
        String text =
                text(names)
                        .replace(SCOPE, ", ?::oid[] AS roots, ?::oid[] AS parts, ?::oid[] AS near");
        int start = text.indexOf(START);
        if (start >= 0) {
            int alias = text.indexOf(' ', start + START.length()) + 1;
            int end = text.indexOf(IN_SCHEMA, alias) + IN_SCHEMA.length();
            String name = text.substring(alias, text.indexOf(' ', alias));
            text = text.substring(0, end) + in("roots", name + ".oid") + text.substring(end);
        }
        return conditions(text, true);
    }

    private static String text(String... names) {
        StringBuilder out = new StringBuilder(4096);
        for (String name : names) {
            out.append(CatalogQueries.text(name)).append('\n');
        }
        return out.toString();
    }

    private static String conditions(String text, boolean kept) {
        StringBuilder out = new StringBuilder(text.length() + 200);
        int from = 0;
        for (int at = text.indexOf(CONDITION); at >= 0; at = text.indexOf(CONDITION, from)) {
            out.append(text, from, at);
            int blank = text.indexOf(' ', at + CONDITION.length());
            int end = text.indexOf('}', blank);
            if (kept) {
                out.append(
                        in(
                                text.substring(at + CONDITION.length(), blank),
                                text.substring(blank + 1, end)));
            }
            from = end + 1;
        }
        return out.append(text, from, text.length()).toString();
    }

    private static String in(String list, String oid) {
        return " AND " + oid + " = ANY ((SELECT " + list + " FROM branch)::oid[])";
    }
}
