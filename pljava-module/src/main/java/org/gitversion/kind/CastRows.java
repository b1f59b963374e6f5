package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Asks for rows whose values another type would change, and says what would become of them. */
final class CastRows {
    /** What compares by area, by length, or not at all. */
    private static final Set<String> INCOMPARABLE =
            Set.of("box", "circle", "line", "lseg", "path", "point", "polygon", "json", "xml");

    private static final String READS_JSON =
            "EXISTS (WITH RECURSIVE j (v) AS (SELECT (%)::pg_catalog.json UNION ALL SELECT e.v FROM"
                + " j, LATERAL (SELECT o.value FROM pg_catalog.json_each(CASE"
                + " pg_catalog.json_typeof(j.v) WHEN 'object' THEN j.v END) o UNION ALL SELECT"
                + " a.value FROM pg_catalog.json_array_elements(CASE pg_catalog.json_typeof(j.v)"
                + " WHEN 'array' THEN j.v END) a) e (v)) SELECT FROM j WHERE"
                + " pg_catalog.json_typeof(j.v) = 'object' AND (SELECT pg_catalog.count(*) >"
                + " pg_catalog.count(DISTINCT k.k) FROM pg_catalog.json_object_keys(j.v) k (k)))";

    private CastRows() {}

    /**
     * Marks a statement that may change values, and has it refused where it would.
     *
     * @param ddl the statement
     * @param before the type that there is
     * @param after the type to reach
     * @param value the quoted name of the column
     * @param tables quoted names of the tables that have it
     * @param tree the state to reach
     * @return the statement itself where all values stay what they are
     */
    static Ddl guard(
            Ddl ddl,
            String before,
            String after,
            String value,
            List<String> tables,
            SchemaTree tree) {
        String from = Casts.withoutDomains(before, tree);
        String to = Casts.withoutDomains(after, tree);
        if (tables.isEmpty() || !Casts.mayChange(from, to)) {
            return ddl;
        }
        Ddl losing = ddl.losing(reason(from, to));
        String condition = changed(value, from, to);
        if (condition == null) {
            return losing;
        }
        StringBuilder query = new StringBuilder(160);
        for (String table : tables) {
            query.append(query.length() == 0 ? "" : " UNION ALL ").append("SELECT ");
            query.append(tables.size() == 1 ? "*" : value).append(" FROM ").append(table);
            query.append(" WHERE ").append(condition);
        }
        return losing.unless(query.toString());
    }

    /**
     * Writes a condition for the rows whose value another type would change.
     *
     * @param value the column, or another expression
     * @param from its type
     * @param to the type that it gets
     * @return null where nothing that counts is lost, or it is not known how to ask
     */
    static @Nullable String changed(String value, String from, String to) {
        if (from.endsWith("[]") && to.endsWith("[]")) {
            String each =
                    changed(
                            "u",
                            from.substring(0, from.length() - 2),
                            to.substring(0, to.length() - 2));
            return each == null
                    ? null
                    : "EXISTS (SELECT FROM pg_catalog.unnest(" + value + ") u WHERE " + each + ")";
        }
        if (to.equals("jsonb")) {
            return READS_JSON.replace("%", value);
        }
        String there = "(" + value + ")::" + to;
        if (!Casts.isText(from)) {
            String back = "(" + there + ")::" + from;
            return INCOMPARABLE.contains(from)
                    ? back + "::text IS DISTINCT FROM (" + value + ")::text"
                    : back + " IS DISTINCT FROM " + value;
        }
        if (Casts.isText(to) && Casts.isPadded(from)) {
            return null;
        }
        if (Casts.isPadded(to)) {
            return "pg_catalog.right((" + value + ")::text, 1) = ' '";
        }
        if (isCut(to)) {
            // Where more than blanks would be cut, PostgreSQL says so.
            String rest =
                    "pg_catalog.substr((" + value + ")::text, " + (Casts.places(to) + 1) + ")";
            return rest + " <> '' AND pg_catalog.rtrim(" + rest + ", ' ') = ''";
        }
        return there + unlike(value, to);
    }

    private static boolean isCut(String to) {
        return Casts.isText(to) && Casts.isLimited(to);
    }

    /** What a text that is read is compared with. */
    private static String unlike(String value, String to) {
        switch (to) {
            case "real":
            case "double precision":
                return "::numeric IS DISTINCT FROM (" + value + ")::numeric";
            case "date":
                return "::timestamp IS DISTINCT FROM (" + value + ")::timestamp";
            case "time without time zone":
                return "::timetz IS DISTINCT FROM (" + value + ")::timetz";
            case "timestamp without time zone":
                return "::timestamptz IS DISTINCT FROM (" + value + ")::timestamptz";
            case "money":
                return "::numeric IS DISTINCT FROM (" + value + ")::numeric";
            default:
                String whole = to.startsWith("interval") ? "interval" : Casts.withoutPlaces(to);
                boolean isBits = whole.startsWith("bit");
                return Casts.isLimited(to) && !isBits
                        ? " IS DISTINCT FROM (" + value + ")::" + whole
                        : "::text IS DISTINCT FROM (" + value + ")::text";
        }
    }

    /**
     * Says what becomes of values.
     *
     * @param from their type
     * @param to the type that they get
     * @return one short sentence
     */
    static String reason(String from, String to) {
        if (to.startsWith("jsonb")) {
            return "Of equal keys of an object the last stays; order and white space go.";
        }
        if (Casts.isText(from) && (Casts.isPadded(from) || Casts.isPadded(to) || isCut(to))) {
            return "Blanks at the end are cut.";
        }
        if (to.equals("timestamp with time zone")) {
            return "Times of day that a clock skips become others.";
        }
        return "Values that the new type cannot hold would be changed.";
    }
}
