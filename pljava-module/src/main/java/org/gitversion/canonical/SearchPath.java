package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the value of {@code search_path} as PostgreSQL's SplitIdentifierString does. */
final class SearchPath {
    private final String value;
    private int at;

    private SearchPath(String value) {
        this.value = value;
    }

    /** The raw names in order, or null when the value is not a list of names. */
    static @Nullable List<String> parse(String value) {
        SearchPath path = new SearchPath(value);
        List<String> names = new ArrayList<>();
        path.skipSpace();
        if (path.atEnd()) {
            return names;
        }
        while (true) {
            String name = path.name();
            if (name == null) {
                return null;
            }
            names.add(Words.cut(name));
            path.skipSpace();
            if (path.atEnd()) {
                return names;
            }
            if (value.charAt(path.at) != ',') {
                return null;
            }
            path.at++;
            path.skipSpace();
        }
    }

    private @Nullable String name() {
        if (!atEnd() && value.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (!atEnd() && value.charAt(at) != ',' && !Lexer.isSpace(value.charAt(at))) {
            at++;
        }
        return at == start ? null : Words.fold(value.substring(start, at));
    }

    private @Nullable String quoted() {
        StringBuilder name = new StringBuilder();
        at++;
        while (!atEnd()) {
            char c = value.charAt(at++);
            if (c != '"') {
                name.append(c);
            } else if (!atEnd() && value.charAt(at) == '"') {
                name.append(c);
                at++;
            } else {
                return name.toString();
            }
        }
        return null;
    }

    private void skipSpace() {
        while (!atEnd() && Lexer.isSpace(value.charAt(at))) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= value.length();
    }
}
