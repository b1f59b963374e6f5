package org.gitversion.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

    /** Columns before those of the slots: address, path, layout. */
    private static final int FIXED = 5;

    /** What was put together before in the session. */
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private Queries() {}

    /**
     * Puts a query together, once a session.
     *
     * @param isPart whether it reads a part of a schema
     * @param slots how many columns there are behind the layout; negative for no version
     * @param names the names of the parts, in order
     * @return the text of the query
     */
    static String get(boolean isPart, int slots, String... names) {
        String key = isPart + " " + slots + ' ' + String.join(" ", names);
        String query = KNOWN.get(key);
        if (query == null) {
            query = isPart ? loadPart(names) : load(names);
            if (slots >= 0) {
                query = versioned(names[names.length - 1], slots, query);
            }
            KNOWN.put(key, query);
        }
        return query;
    }

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

    /**
     * Adds a last column to a query: the version of what a row tells of an object. Versions are
     * equal when the server prints the same; those of several rows are combined by XOR.
     *
     * @param name the last part of the query
     * @param slots how many columns there are behind the layout
     * @param query its text
     * @return the longer text
     */
    private static String versioned(String name, int slots, String query) {
        return "SELECT x.*, "
                + version(name, slots)
                + " FROM ("
                + query
                + ") "
                + columns(name, slots);
    }

    /** The column that holds the version. */
    static String version(String name, int slots) {
        switch (name) {
            case "attachments":
                return "hashtextextended(x.c8 || '=' || x.c4, 0)";
            case "privileges":
                return "hashtextextended(x.c5 || '=' || x.c4::text, 0)";
            default:
                return "hash_record_extended(ROW(" + numbered(FIXED + 1, FIXED + slots) + "), 0)";
        }
    }

    /** The names of the columns. */
    static String columns(String name, int slots) {
        return "AS x(" + numbered(1, FIXED + slots).replace("x.", "") + ")";
    }

    private static String numbered(int first, int last) {
        StringBuilder out = new StringBuilder(last * 6);
        for (int i = first; i <= last; i++) {
            out.append(i == first ? "x.c" : ", x.c").append(i);
        }
        return out.toString();
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
