package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as text: fields {@code column=value} divided by tabs, those of the key first,
 * the others behind an empty field, by name. A backslash escapes itself, tabs, line feeds, carriage
 * returns and equals signs of names; {@code \N} is NULL.
 */
public final class Row {
    private static final String NULL = "\\N";

    private final String key;
    private final List<String> keyColumns;
    private final SortedMap<String, @Nullable String> values;

    private Row(String key, List<String> keyColumns, SortedMap<String, @Nullable String> values) {
        this.key = key;
        this.keyColumns = keyColumns;
        this.values = values;
    }

    /**
     * Reads a row.
     *
     * @param item its text
     * @return the row
     */
    public static Row parse(String item) {
        SortedMap<String, @Nullable String> values = new TreeMap<>(CodePointOrder.INSTANCE);
        List<String> keyColumns = new ArrayList<>(1);
        String key = item;
        int start = 0;
        while (start <= item.length()) {
            int tab = item.indexOf('\t', start);
            int end = tab < 0 ? item.length() : tab;
            if (end == start) {
                key = item.substring(0, Math.max(0, start - 1));
            } else {
                int equals = nameEnd(item, start);
                String name = unescape(item.substring(start, equals));
                String value = item.substring(equals + 1, end);
                values.put(name, value.equals(NULL) ? null : unescape(value));
                if (key.length() == item.length()) {
                    keyColumns.add(name);
                }
            }
            start = end + 1;
        }
        return new Row(key, keyColumns, values);
    }

    private static int nameEnd(String item, int start) {
        int at = start;
        while (item.charAt(at) != '=') {
            at += item.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = text.charAt(i);
                out.append(c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void escape(StringBuilder out, String text, boolean isName) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || c == '\n' || c == '\r') {
                out.append('\\').append(c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
            } else {
                out.append(c == '\\' || isName && c == '=' ? "\\" : "").append(c);
            }
        }
    }

    /**
     * Returns the fields of the key, which tell the row from the others of its table.
     *
     * @return as they stand in the text, divided by tabs
     */
    public String key() {
        return key;
    }

    /**
     * Returns the columns of the key.
     *
     * @return raw names in the order of the key
     */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /**
     * Returns all columns.
     *
     * @return raw names in order
     */
    public Set<String> columns() {
        return values.keySet();
    }

    /**
     * Returns the columns of the key, then the others.
     *
     * @return raw names
     */
    public List<String> ordered() {
        List<String> names = new ArrayList<>(keyColumns);
        for (String name : values.keySet()) {
            if (!keyColumns.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Tells whether the row has a column.
     *
     * @param column its raw name
     * @return true also when it is NULL
     */
    public boolean has(String column) {
        return values.containsKey(column);
    }

    /**
     * Returns a value.
     *
     * @param column a raw name
     * @return the value as the server prints it, or null for NULL and for columns that there are
     *     not
     */
    public @Nullable String value(String column) {
        return values.get(column);
    }

    /**
     * Copies this row with other values.
     *
     * @param others the values by raw name, those of the key among them
     * @return the text of the copy
     */
    public String with(SortedMap<String, @Nullable String> others) {
        StringBuilder out = new StringBuilder(64).append(key);
        boolean isFirst = true;
        for (String name : others.keySet()) {
            if (!keyColumns.contains(name)) {
                out.append(isFirst ? "\t\t" : "\t");
                isFirst = false;
                escape(out, name, true);
                out.append('=');
                String value = others.get(name);
                if (value == null) {
                    out.append(NULL);
                } else {
                    escape(out, value, false);
                }
            }
        }
        return out.toString();
    }
}
