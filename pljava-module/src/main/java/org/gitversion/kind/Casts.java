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

    private static final Set<String> SAFE =
            Set.of(
                    "smallint > real",
                    "smallint > double precision",
                    "integer > double precision",
                    "real > double precision",
                    "date > timestamp without time zone",
                    "date > timestamp with time zone",
                    "timestamp without time zone > timestamp with time zone",
                    "oid > bigint",
                    "cidr > inet",
                    "macaddr > macaddr8",
                    "boolean > integer",
                    "json > jsonb",
                    "jsonb > json");

    private Casts() {}

    /**
     * Tells whether values may come out as others, where PostgreSQL does not refuse them: rounded,
     * cut, without time of day. A text is read, not changed, but cut where it becomes a name or a
     * single byte.
     */
    static boolean mayChange(String from, String to) {
        if (from.endsWith("[]") && to.endsWith("[]")) {
            return mayChange(element(from), element(to));
        }
        if (isText(from) && CUTTING.contains(to) && !from.equals(to)) {
            return true;
        }
        if (isText(from) || isText(to) || from.equals(to)) {
            return false;
        }
        boolean whole = WHOLE.contains(from) && WHOLE.contains(to) && !from.equals("numeric");
        return !whole
                && !SAFE.contains(from + " > " + to)
                && !isWiderNumeric(from, to)
                && !isMorePrecise(from, to);
    }

    /** Whether a time, interval or string of bits becomes one of more places. */
    private static boolean isMorePrecise(String from, String to) {
        String plain = withoutPlaces(from);
        if (!plain.equals(withoutPlaces(to)) || !PRECISE.contains(plain)) {
            return false;
        }
        boolean isLimited = from.contains("(") && to.contains("(");
        return !to.contains("(") || (isLimited && places(from) <= places(to));
    }

    private static String withoutPlaces(String type) {
        int open = type.indexOf('(');
        return open < 0
                ? type
                : type.substring(0, open) + type.substring(type.indexOf(')', open) + 1);
    }

    private static int places(String type) {
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

    private static boolean isText(String type) {
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
                return mayChange(subtype, one.required("subtype"));
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

    /** A condition for the rows whose value does not come back from the new type. */
    static String changed(String column, String from, String to) {
        return "((" + column + ")::" + to + ")::" + from + " IS DISTINCT FROM " + column;
    }
}
