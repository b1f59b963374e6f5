package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** What is known about changes of a column's type: whether a value may come out as another one. */
final class Casts {
    /** Each holds all values of those before it. */
    private static final List<String> WHOLE = List.of("smallint", "integer", "bigint", "numeric");

    /** What may have a number of places, with what stands behind it. */
    private static final Set<String> PRECISE =
            Set.of(
                    "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone",
                    "interval",
                    "bit varying");

    /** What a text is cut to without an error. */
    private static final Set<String> CUTTING = Set.of("name", "\"char\"");

    /** What a text may be read as without all that it says. */
    private static final Set<String> READ =
            Set.of(
                    "real",
                    "double precision",
                    "date",
                    "time without time zone",
                    "timestamp without time zone",
                    "money",
                    "jsonb",
                    "tsvector");

    /** The last fields that intervals may have, from coarse to fine. */
    private static final List<String> FIELDS =
            List.of("year", "month", "day", "hour", "minute", "second");

    private static final Set<String> SAFE =
            Set.of(
                    "smallint > real",
                    "smallint > double precision",
                    "integer > double precision",
                    "real > double precision",
                    "date > timestamp without time zone",
                    "date > timestamp with time zone",
                    "oid > bigint",
                    "cidr > inet",
                    "macaddr > macaddr8",
                    "boolean > integer",
                    "jsonb > json");

    private Casts() {}

    /**
     * Follows domains to what they are over.
     *
     * @param type a type, which may be an array
     * @param tree the schema
     * @return the type itself where it is no domain of the schema
     */
    static String withoutDomains(String type, SchemaTree tree) {
        boolean isArray = type.endsWith("[]");
        String name = isArray ? element(type) : type;
        for (Node one : tree.below(Path.of(TypeKind.FOLDER))) {
            if (one.kind().name().equals("domain") && Identifier.quote(one.name()).equals(name)) {
                return withoutDomains(one.required("type"), tree) + (isArray ? "[]" : "");
            }
        }
        return type;
    }

    /**
     * Tells whether values may come out as others, where PostgreSQL does not refuse them: rounded,
     * cut, without time of day, blanks or white space, at another time of the same clock. A text is
     * read, not changed, but for what the type has no place for.
     */
    static boolean mayChange(String from, String to) {
        if (from.endsWith("[]") && to.endsWith("[]")) {
            return mayChange(element(from), element(to));
        }
        if (from.equals(to)) {
            return false;
        }
        if (CUTTING.contains(to)) {
            return isText(from);
        }
        if (isText(to)) {
            return isText(from) && (isPadded(from) ? !isPadded(to) : losesBlanks(from, to));
        }
        if (isText(from)) {
            return READ.contains(to) || isLimited(to);
        }
        boolean whole = WHOLE.contains(from) && WHOLE.contains(to) && !from.equals("numeric");
        return !whole
                && !SAFE.contains(from + " > " + to)
                && !isWiderNumeric(from, to)
                && !isMorePrecise(from, to);
    }

    /** Blanks at the end are no part of it. */
    static boolean isPadded(String type) {
        return base(type).equals("character") || type.equals("bpchar");
    }

    /** Whether blanks at the end of a text are cut without an error, or count no more. */
    private static boolean losesBlanks(String from, String to) {
        boolean fits = isLimited(from) && isLimited(to) && places(from) <= places(to);
        return isPadded(to) || isLimited(to) && !fits;
    }

    /** Whether a number of places, or fields of an interval, are said. */
    static boolean isLimited(String type) {
        return type.indexOf('(') >= 0 || type.startsWith("interval ");
    }

    /** Whether a time, interval or string of bits becomes one of more places. */
    private static boolean isMorePrecise(String from, String to) {
        String plain = withoutPlaces(from);
        String reached = withoutPlaces(to);
        if (plain.startsWith("interval") && reached.startsWith("interval")) {
            if (fields(plain) > fields(reached)) {
                return false;
            }
            boolean toTheSecond = fields(plain) == FIELDS.size();
            return !toTheSecond || !to.contains("(") || hasFewerPlaces(from, to);
        }
        if (plain.equals("bit") && reached.equals("bit varying")) {
            return !to.contains("(") || hasFewerPlaces(from, to);
        }
        return plain.equals(reached)
                && PRECISE.contains(plain)
                && (!to.contains("(") || hasFewerPlaces(from, to));
    }

    private static boolean hasFewerPlaces(String from, String to) {
        return from.contains("(") && places(from) <= places(to);
    }

    /** How far the fields of an interval go. */
    private static int fields(String interval) {
        String last = interval.substring(interval.lastIndexOf(' ') + 1);
        int at = FIELDS.indexOf(last);
        return at < 0 ? FIELDS.size() : at + 1;
    }

    static String withoutPlaces(String type) {
        int open = type.indexOf('(');
        return open < 0
                ? type
                : type.substring(0, open) + type.substring(type.indexOf(')', open) + 1);
    }

    static int places(String type) {
        return Integer.parseInt(type.substring(type.indexOf('(') + 1, type.indexOf(')')));
    }

    private static String element(String array) {
        return array.substring(0, array.length() - 2);
    }

    private static boolean isWiderNumeric(String from, String to) {
        if (!base(from).equals("numeric") || !base(to).equals("numeric")) {
            return false;
        }
        return to.equals("numeric")
                || (!from.equals("numeric") && holds(numbers(to), numbers(from)));
    }

    private static boolean holds(int[] to, int[] from) {
        return to[1] >= from[1] && to[0] - to[1] >= from[0] - from[1];
    }

    /** Precision and scale. */
    private static int[] numbers(String type) {
        String inside = type.substring(type.indexOf('(') + 1, type.length() - 1);
        int comma = inside.indexOf(',');
        return comma < 0
                ? new int[] {Integer.parseInt(inside), 0}
                : new int[] {
                    Integer.parseInt(inside.substring(0, comma)),
                    Integer.parseInt(inside.substring(comma + 1))
                };
    }

    private static String base(String type) {
        int open = type.indexOf('(');
        return open < 0 || !type.endsWith(")") ? type : type.substring(0, open);
    }

    static boolean isText(String type) {
        switch (base(type)) {
            case "text":
            case "character varying":
            case "character":
            case "bpchar":
            case "name":
            case "citext":
                return true;
            default:
                return false;
        }
    }

    /** Tells whether bounds of ranges may come out as others in a range type of a schema. */
    static boolean mayChangeBounds(String subtype, String type, SchemaTree tree) {
        String name = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
        for (Node one : tree.below(Path.of(TypeKind.FOLDER))) {
            String multirange = one.text("multirange");
            if (multirange != null
                    && (Identifier.quote(one.name()).equals(name)
                            || Identifier.quote(multirange).equals(name))) {
                return mayChange(subtype, withoutDomains(one.required("subtype"), tree));
            }
        }
        return false;
    }

    /** A condition for texts that are no labels of an enum; null where the type is none. */
    static @Nullable String unknownLabels(String column, String type, SchemaTree tree) {
        boolean isArray = type.endsWith("[]");
        String name = isArray ? type.substring(0, type.length() - 2) : type;
        Node node = null;
        for (Node one : tree.below(Path.of(TypeKind.FOLDER))) {
            boolean same = one.kind().name().equals("enum");
            node = same && Identifier.quote(one.name()).equals(name) ? one : node;
        }
        if (node == null) {
            return null;
        }
        StringBuilder labels = new StringBuilder();
        for (String label : TableKind.items(node, "labels")) {
            labels.append(labels.length() == 0 ? "" : ", ").append(Identifier.literal(label));
        }
        String array = "ARRAY[" + labels + "]::text[]";
        return isArray
                ? "EXISTS (SELECT FROM unnest(" + column + ") u WHERE u <> ALL (" + array + "))"
                : column + " <> ALL (" + array + ")";
    }
}
