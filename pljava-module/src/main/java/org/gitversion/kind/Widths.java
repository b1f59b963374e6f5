package org.gitversion.kind;

import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** Estimates whether the rows of a table may get so long that it gets a toast table. */
final class Widths {
    /** Longer rows may have to be toasted, in bytes. */
    private static final int LIMIT = 2032;

    private static final int FIXED = 16;

    private Widths() {}

    static boolean needToast(Node table, SchemaTree tree) {
        int width = 0;
        for (Node node : tree.below(table.path())) {
            if (node.kind().isEmbedded()) {
                width += width(node.required("type"), tree);
            }
        }
        return width > LIMIT;
    }

    private static int width(String type, SchemaTree tree) {
        int open = type.indexOf('(');
        switch (open < 0 ? type : type.substring(0, open)) {
            case "smallint":
            case "integer":
            case "bigint":
            case "boolean":
            case "real":
            case "double precision":
            case "date":
            case "interval":
            case "oid":
            case "uuid":
            case "time without time zone":
            case "time with time zone":
            case "timestamp without time zone":
            case "timestamp with time zone":
            case "timestamp":
            case "time":
                return FIXED;
            case "character":
            case "character varying":
            case "numeric":
                return open < 0 || type.endsWith("]") ? LIMIT + 1 : 4 * (1 + digits(type, open));
            default:
                return isEnum(type, tree) ? FIXED : LIMIT + 1;
        }
    }

    private static int digits(String type, int open) {
        int number = 0;
        int at = open + 1;
        while (at < type.length() && Character.isDigit(type.charAt(at))) {
            number = Math.min(LIMIT, 10 * number + type.charAt(at) - '0');
            at++;
        }
        return number;
    }

    private static boolean isEnum(String type, SchemaTree tree) {
        Node node = tree.get(Path.of("types", type));
        return node != null && node.kind().name().equals("enum");
    }
}
