package org.gitversion.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Loads the catalog queries, without the comment lines at their top. */
final class Queries {
    private Queries() {}

    /**
     * Loads a query that starts with a common part.
     *
     * @param names the files to join, without {@code .sql}
     * @return the text of the query
     */
    static String load(String... names) {
        StringBuilder out = new StringBuilder(4096);
        for (String name : names) {
            append(out, name);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String name) {
        String text;
        try (InputStream in = Queries.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("no catalog query " + name);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("catalog query " + name + " cannot be read", e);
        }
        int start = 0;
        while (text.startsWith("--", start)) {
            start = text.indexOf('\n', start) + 1;
        }
        out.append(text, start, text.length()).append('\n');
    }
}
