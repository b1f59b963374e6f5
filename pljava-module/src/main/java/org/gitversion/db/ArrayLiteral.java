package org.gitversion.db;

import java.util.List;

/** Lists as PostgreSQL reads them. */
public final class ArrayLiteral {
    private ArrayLiteral() {}

    /**
     * Writes a list as an array literal, the only way to pass one on every host.
     *
     * @param items numbers, or what is passed as text
     * @return the literal; to pass it several times is cheaper than to pass the list
     */
    public static String of(List<?> items) {
        StringBuilder out = new StringBuilder(items.size() * 16 + 2).append('{');
        for (Object item : items) {
            out.append(out.length() > 1 ? "," : "");
            if (item == null || item instanceof Number) {
                out.append(item == null ? "NULL" : item);
            } else {
                String text = item.toString();
                out.append('"');
                out.append(text.replace("\\", "\\\\").replace("\"", "\\\""));
                out.append('"');
            }
        }
        return out.append('}').toString();
    }
}
