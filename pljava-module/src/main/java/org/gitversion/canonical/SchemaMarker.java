package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the text of SQL and plpgsql functions independent of the schema they live in.
 *
 * <p>In canonical text the qualifier that names the own schema, its dot included, is the pair
 * U+E000 U+E001; the schema's name without a dot is U+E000 U+E002; where the text itself has a
 * U+E000 in front of U+E000 to U+E003, it is doubled. These characters are in Unicode's private use
 * area, so that text without markers is hardly ever changed. However the qualifier was spelled, it
 * has one canonical form; a comment inside it moves behind it. Text inside constants and comments
 * is never changed. Members of extensions keep their qualifier ({@link OwnSchema}), and in a list
 * of schemas the own one stands for itself with that of the extensions behind it.
 *
 * <p>For canonical text {@code c} and any schema name {@code s} that {@code c} does not use for
 * something else, {@code mark(unmark(c, s), s)} is {@code c}.
 */
public final class SchemaMarker {
    /** What stands for the schema's name, alone and quoted, in statements and canonical text. */
    public static final String OWN_SCHEMA = "\uE000\uE002";

    /** Starts every marker. */
    static final char ESCAPE = '\uE000';

    /** Follows {@link #ESCAPE} for the schema's name and a dot. */
    static final char QUALIFIER = '\uE001';

    /** Follows {@link #ESCAPE} for the schema's name alone. */
    static final char NAME = '\uE002';

    /** Stands in canonical text for the schema's name and a dot. */
    public static final String OWN_QUALIFIER = "" + ESCAPE + QUALIFIER;

    /** Follows {@link #ESCAPE} where a tag in dollars must be made one that the name has not. */
    private static final char TAG = '\uE003';

    private static final String TAG_START = "$body";

    /** What {@link #strip} shows for the schema's name alone, after PostgreSQL's "$user". */
    static final String SHOWN_NAME = "\"$branch\"";

    /** Beside these, and beside letters, a name needs a blank to stay a name. */
    private static final String STICKY = "\"'&$.";

    /** Names that need no quotes in SQL, but in plpgsql. */
    private static final String PLPGSQL_RESERVED =
            " begin by declare execute foreach if loop strict while ";

    private SchemaMarker() {}

    /**
     * Replaces the qualifiers that name a schema by markers.
     *
     * @param body SQL or plpgsql text
     * @param schemaName raw name of the schema
     * @return the canonical text
     */
    public static String mark(String body, String schemaName) {
        return mark(body, schemaName, Set.of());
    }

    /**
     * Replaces the qualifiers that name a schema by markers.
     *
     * @param body SQL or plpgsql text
     * @param schema the schema it is in
     * @return the canonical text
     */
    public static String mark(String body, OwnSchema schema) {
        return mark(body, schema, Set.of());
    }

    /**
     * Replaces the qualifiers that name a schema by markers.
     *
     * @param body SQL or plpgsql text
     * @param schemaName raw name of the schema
     * @param names raw names that mean something else where they qualify a value: the function's
     *     own, those of its parameters
     * @return the canonical text
     */
    public static String mark(String body, String schemaName, Set<String> names) {
        return mark(body, OwnSchema.of(schemaName), names);
    }

    private static String mark(String body, OwnSchema schema, Set<String> names) {
        String schemaName = schema.name();
        if (!mayName(body, schemaName)) {
            return escaped(body);
        }
        StringBuilder text = new StringBuilder(body.length());
        Words words = new Words(body);
        int done = 0;
        for (Qualifiers.Place place : Qualifiers.find(words, schemaName, names)) {
            if (!place.marked || !place.bare && schema.isMember(words, place.first + 2)) {
                continue;
            }
            Token name = words.token(place.first);
            escape(body, done, name.start(), text);
            separate(body, name.start() - 1, text);
            text.append(ESCAPE).append(place.bare ? NAME : QUALIFIER);
            if (place.bare) {
                boolean followed = schema.isFollowed(words, place.first);
                done = followed ? words.token(place.first + 2).end() : name.end();
                separate(body, done, text);
            } else {
                done = words.token(place.first + 2).start();
                keepComments(body, name, words.token(place.first + 1), done, text);
            }
        }
        escape(body, done, body.length(), text);
        return text.toString();
    }

    /**
     * Writes canonical text for a schema.
     *
     * @param canonical what {@link #mark} returned
     * @param schemaName raw name of the schema
     * @return text to execute
     */
    public static String unmark(String canonical, String schemaName) {
        return unmark(canonical, OwnSchema.of(schemaName));
    }

    /**
     * Writes canonical text for a schema.
     *
     * @param canonical what {@link #mark} returned
     * @param schema the schema
     * @return text to execute
     */
    public static String unmark(String canonical, OwnSchema schema) {
        String quoted = quote(schema.name());
        String extensions = schema.extensions();
        String list = extensions == null ? quoted : quoted + ", " + quote(extensions);
        return replace(canonical, quoted + ".", quoted, list, extension(quoted));
    }

    /** Quotes a name for SQL and plpgsql alike. */
    static String quote(String schemaName) {
        return PLPGSQL_RESERVED.contains(" " + schemaName + " ")
                ? "\"" + schemaName + "\""
                : Names.quote(schemaName);
    }

    /**
     * Writes canonical text for display: without the qualifiers.
     *
     * @param canonical what {@link #mark} or {@link #markList} returned
     * @return text to read; the schema's name alone is shown as {@code "$branch"}
     */
    public static String strip(String canonical) {
        return replace(canonical, "", SHOWN_NAME, SHOWN_NAME, "");
    }

    /**
     * Puts canonical text between tags in dollars that neither it nor the schema's name has.
     *
     * @param canonical what {@link #mark} returned
     * @return a string constant, to be given to {@link #unmark} or {@link #strip}
     */
    public static String dollarQuote(String canonical) {
        String tag = TAG_START;
        while (canonical.contains(tag)) {
            tag += "_";
        }
        String end = tag + (canonical.indexOf(ESCAPE) < 0 ? "" : "" + ESCAPE + TAG) + "$";
        return end + canonical + end;
    }

    /**
     * Lists where the text may depend on the schema in a way that nothing but running it shows.
     *
     * @param body SQL or plpgsql text
     * @param schemaName raw name of the schema
     * @return sentences without full stop, in the order of the text; empty when all is known
     */
    public static List<String> suspicions(String body, String schemaName) {
        return suspicions(body, schemaName, Set.of());
    }

    /**
     * Lists where the text may depend on the schema in a way that nothing but running it shows.
     *
     * @param body SQL or plpgsql text
     * @param schemaName raw name of the schema
     * @param names as for {@link #mark(String, String, Set)}
     * @return sentences without full stop, in the order of the text; empty when all is known
     */
    public static List<String> suspicions(String body, String schemaName, Set<String> names) {
        List<String> found = new ArrayList<>();
        Words words = new Words(body);
        int next = 0;
        List<Qualifiers.Place> places = Qualifiers.find(words, schemaName, names);
        for (int i = 0; i < words.size(); i++) {
            while (next < places.size() && places.get(next).first < i) {
                next++;
            }
            boolean doubtful =
                    next < places.size()
                            && places.get(next).first == i
                            && places.get(next).doubtful;
            String reason =
                    doubtful
                            ? "may be the schema or something else of that name: "
                                    + words.text(i)
                                    + "."
                                    + words.text(i + 2)
                            : DynamicSql.suspicion(words, i, schemaName);
            if (reason != null) {
                found.add("line " + lineOf(body, words.token(i).start()) + ": " + reason);
            }
        }
        return found;
    }

    /**
     * Replaces a schema by markers in a setting, as {@code proconfig} holds it.
     *
     * @param setting {@code name=value}
     * @param schema the schema it is in
     * @return the setting; only {@code search_path} and {@code default_text_search_config} name
     *     schemas
     */
    public static String markSetting(String setting, OwnSchema schema) {
        int value = setting.indexOf('=') + 1;
        String head = setting.substring(0, value);
        switch (head) {
            case "search_path=":
                return head + markList(setting.substring(value), schema);
            case "default_text_search_config=":
                return head + mark(setting.substring(value), schema);
            default:
                return escaped(setting);
        }
    }

    /**
     * Replaces a schema by a marker in the value of {@code search_path}.
     *
     * @param value names in double quotes where needed, separated by commas
     * @param schema the schema it is in
     * @return the names as PostgreSQL quotes them, separated by a comma and a blank; the value as
     *     it is when it is no such list
     */
    public static String markList(String value, OwnSchema schema) {
        List<String> names = SearchPath.parse(value);
        if (names == null) {
            return escaped(value);
        }
        StringBuilder text = new StringBuilder();
        boolean own = false;
        for (String name : names) {
            if (own && name.equals(schema.extensions())) {
                own = false;
                continue;
            }
            if (text.length() > 0) {
                text.append(", ");
            }
            own = name.equals(schema.name());
            if (own) {
                text.append(ESCAPE).append(NAME);
            } else {
                text.append(escaped(Names.quote(name)));
            }
        }
        return text.toString();
    }

    /**
     * Writes a canonical {@code search_path} for a schema.
     *
     * @param canonical what {@link #markList} returned
     * @param schemaName raw name of the schema
     * @return the value of the setting
     */
    public static String unmarkList(String canonical, String schemaName) {
        return unmark(canonical, schemaName);
    }

    /** Whether the name can be in the text: most bodies need not be cut into tokens. */
    private static boolean mayName(String body, String schemaName) {
        String folded = Words.fold(body);
        return folded.contains(Words.fold(schemaName))
                || folded.contains("u&\"")
                || schemaName.indexOf('"') >= 0;
    }

    /** Puts a blank where the character beside the name could become a part of it. */
    private static void separate(String body, int beside, StringBuilder text) {
        if (beside >= 0 && beside < body.length()) {
            char c = body.charAt(beside);
            if (STICKY.indexOf(c) >= 0 || Lexer.isIdentifierPart(c)) {
                text.append(' ');
            }
        }
    }

    private static void keepComments(
            String body, Token name, Token dot, int end, StringBuilder text) {
        String between = body.substring(name.end(), dot.start()) + body.substring(dot.end(), end);
        if (!between.isBlank()) {
            escape(between, 0, between.length(), text);
        }
    }

    private static String escaped(String text) {
        if (text.indexOf(ESCAPE) < 0) {
            return text;
        }
        StringBuilder target = new StringBuilder(text.length() + 8);
        escape(text, 0, text.length(), target);
        return target.toString();
    }

    private static void escape(String text, int start, int end, StringBuilder target) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            target.append(c);
            if (c == ESCAPE && i + 1 < end && isSecond(text.charAt(i + 1))) {
                target.append(c);
            }
        }
    }

    private static boolean isSecond(char c) {
        return c == ESCAPE || c == QUALIFIER || c == NAME || c == TAG;
    }

    /** Lengthens a tag until no name can have it. */
    private static String extension(String quoted) {
        String extension = "";
        while (quoted.contains(TAG_START + extension)) {
            extension += "_";
        }
        return extension;
    }

    private static String replace(
            String canonical, String qualifier, String name, String list, String extension) {
        int at = canonical.indexOf(ESCAPE);
        if (at < 0) {
            return canonical;
        }
        StringBuilder text = new StringBuilder(canonical.length() + 64);
        int done = 0;
        while (at >= 0) {
            text.append(canonical, done, at);
            done = at + 2;
            switch (done <= canonical.length() ? canonical.charAt(at + 1) : 0) {
                case ESCAPE:
                    text.append(ESCAPE);
                    break;
                case QUALIFIER:
                    text.append(qualifier);
                    break;
                case NAME:
                    text.append(isInList(text) ? list : name);
                    break;
                case TAG:
                    text.append(extension);
                    break;
                default:
                    text.append(ESCAPE);
                    done = at + 1;
                    break;
            }
            at = canonical.indexOf(ESCAPE, done);
        }
        return text.append(canonical, done, canonical.length()).toString();
    }

    /** Whether what comes next is an element of a list of schemas, as a {@code search_path} is. */
    private static boolean isInList(CharSequence text) {
        int last = text.length() - 1;
        while (last >= 0 && Lexer.isSpace(text.charAt(last))) {
            last--;
        }
        if (last < 1) {
            return false;
        }
        char c = text.charAt(last);
        return c == '='
                || c == ','
                || last < text.length() - 1
                        && Words.fold(text.subSequence(last - 1, last + 1).toString()).equals("to")
                        && (last == 1 || !Lexer.isIdentifierPart(text.charAt(last - 2)));
    }

    static int lineOf(String text, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
