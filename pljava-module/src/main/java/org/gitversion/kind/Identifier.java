package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Names;

/** Writes names and strings as SQL. */
public final class Identifier {
    private Identifier() {}

    /**
     * Writes a name, in double quotes where they are needed.
     *
     * @param name the raw name
     * @return the name as SQL
     */
    public static String quote(String name) {
        return Names.quote(name);
    }

    /**
     * Writes a string constant.
     *
     * @param text the raw text
     * @return the constant, as an escape string when it has a backslash
     */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /**
     * Writes names, each in double quotes where they are needed.
     *
     * @param names the raw names
     * @return the names as SQL, in the same order
     */
    static List<String> quoteAll(List<String> names) {
        List<String> out = new ArrayList<>(names.size());
        for (String name : names) {
            out.add(quote(name));
        }
        return out;
    }
}
