package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A script of SQL statements in which the names of one schema are to mean another one. Names are
 * replaced where it is certain that they mean the schema: as qualifiers in statements and in the
 * bodies of functions and DO blocks, and in constants that are the name of a relation. What is not
 * certain is listed.
 */
public final class Script {
    private static final String TRANSACTIONS =
            " abort begin commit end release rollback savepoint start ";
    private static final String SEQUENCE_FUNCTIONS = " nextval currval setval ";
    private static final String REGISTERED =
            " regclass regtype regproc regprocedure regnamespace regcollation regconfig"
                    + " regdictionary regoper regoperator ";

    private final String sql;
    private final String from;
    private final String to;
    private final Set<String> kept;
    private final List<String> problems = new ArrayList<>(0);
    private final StringBuilder result;
    private int done;

    private Script(String sql, String from, String to, Set<String> kept) {
        this.sql = sql;
        this.from = from;
        this.to = to;
        this.kept = kept;
        this.result = new StringBuilder(sql.length() + 64);
    }

    /**
     * Reads a script.
     *
     * @param sql statements, separated by semicolons
     * @param from the raw name of the schema that they name
     * @param to the raw name of the schema that is meant
     * @param kept raw names of what stays where it is, such as members of extensions
     * @return the script, with names replaced
     */
    public static Script read(String sql, String from, String to, Set<String> kept) {
        Script script = new Script(sql, from, to, kept);
        int start = 0;
        for (int end : ends(sql)) {
            script.statement(start, end);
            start = end;
        }
        script.statement(start, sql.length());
        script.result.append(sql, script.done, sql.length());
        return script;
    }

    /**
     * Finds where the statements of a script end.
     *
     * @param sql statements, separated by semicolons
     * @return the offsets behind the semicolons, without that of a last statement that has none
     */
    static List<Integer> ends(String sql) {
        List<Integer> ends = new ArrayList<>(1);
        int blocks = 0;
        Words words = new Words(sql);
        for (int i = 0; i < words.size(); i++) {
            if (words.is(i, "atomic") && words.is(i - 1, "begin")) {
                blocks++;
            } else if (blocks > 0 && words.is(i, "case")) {
                blocks++;
            } else if (blocks > 0 && words.is(i, "end")) {
                blocks--;
            } else if (blocks == 0 && words.is(i, ";")) {
                ends.add(words.token(i).end());
            }
        }
        return ends;
    }

    /**
     * Replaces the names in the body of a routine where it is certain that they mean the schema.
     *
     * @param body SQL or plpgsql text
     * @param from the raw name of the schema that it names
     * @param to the raw name of the schema that is meant
     * @param others raw names of what else may stand in front of a dot: parameters, the routine
     * @param kept as for {@link #read}
     * @return the body
     */
    public static String body(
            String body, String from, String to, Set<String> others, Set<String> kept) {
        Script script = new Script(body, from, to, kept);
        Words words = new Words(body);
        for (Qualifiers.Place place : Qualifiers.find(words, from, others)) {
            if (place.marked) {
                script.qualifier(words, place, 0);
            }
        }
        script.result.append(body, script.done, body.length());
        return script.text();
    }

    /**
     * Returns the script with the names replaced.
     *
     * @return what is to be executed if there are no problems
     */
    public String text() {
        return result.toString();
    }

    /**
     * Lists what stands in the way of executing the script.
     *
     * @return sentences without full stop that begin with the line; empty when there is nothing
     */
    public List<String> problems() {
        return problems;
    }

    private void statement(int start, int end) {
        String text = sql.substring(start, end);
        Words words = new Words(text);
        if (words.isOneOf(0, TRANSACTIONS)
                || (words.is(0, "prepare") && words.is(1, "transaction"))) {
            problem(
                    start + words.token(0).start(),
                    words.text(0) + " ends or begins a transaction: the script is one as a whole");
        }
        List<Qualifiers.Place> places = Qualifiers.find(words, from, Set.of());
        int next = 0;
        for (int i = 0; i < words.size(); i++) {
            Token token = words.token(i);
            if (next < places.size() && places.get(next).first == i) {
                Qualifiers.Place place = places.get(next++);
                if (place.doubtful) {
                    problem(start + token.start(), "may be the schema or something else: " + from);
                } else {
                    qualifier(words, place, start);
                }
            } else if (words.kind(i) == Kind.STRING) {
                constant(words, i, start);
            } else if (words.kind(i) == Kind.INVALID) {
                problem(start + token.start(), "cannot be read from here on");
            } else if (from.equals(words.name(i))
                    && words.is(i - 1, "schema")
                    && !words.is(i - 2, "create")) {
                problem(start + token.start(), "is about the schema itself: " + from);
            }
        }
    }

    private void qualifier(Words words, Qualifiers.Place place, int start) {
        Token token = words.token(place.first);
        if (place.bare || !kept.contains(words.name(place.first + 2))) {
            replace(start + token.start(), start + token.end(), SchemaMarker.quote(to));
        }
    }

    private void constant(Words words, int index, int start) {
        Token token = words.token(index);
        int at = start + token.start();
        String written = words.text(index);
        String content = DynamicSql.content(written);
        String language = bodyLanguage(words, index);
        if (language != null) {
            if (language.equals("sql") || language.equals("plpgsql")) {
                body(at, start + token.end(), written, content);
            } else if (Words.fold(content).contains(Words.fold(from))) {
                problem(at, "a body in language " + language + " names the schema " + from);
            }
        } else if (isName(words, index, content)) {
            Words name = new Words(content);
            String rest = content.substring(name.token(0).end());
            if (kept.contains(name.name(2))) {
                return;
            }
            replace(at, start + token.end(), literal(Names.quote(to) + rest));
        } else if (!words.is(0, "comment") || !words.is(index - 1, "is")) {
            String suspicion = DynamicSql.suspicion(words, index, from);
            if (suspicion != null) {
                problem(at, suspicion);
            }
        }
    }

    /** Replaces the qualifiers in a body; what is dynamic in it is a problem. */
    private void body(int start, int end, String written, String content) {
        for (String doubt : SchemaMarker.suspicions(content, from)) {
            problem(start, "in the body, " + doubt);
        }
        String moved = body(content, from, to, Set.of(), kept);
        if (moved.equals(content)) {
            return;
        }
        String tag = written.substring(0, Math.max(0, written.indexOf('$', 1)) + 1);
        boolean fits = written.charAt(0) == '$' && !moved.contains(tag);
        replace(start, end, fits ? tag + moved + tag : literal(moved));
    }

    /** The language of the body that a constant is; null for a constant that is none. */
    private static @Nullable String bodyLanguage(Words words, int index) {
        boolean isBlock = words.is(0, "do");
        int kind = words.is(1, "or") ? 3 : 1;
        boolean isRoutine = words.is(0, "create") && words.isOneOf(kind, " function procedure ");
        boolean isBody =
                isBlock ? !words.is(index - 1, "language") : isRoutine && words.is(index - 1, "as");
        if (!isBody) {
            return null;
        }
        for (int i = 1; i < words.size(); i++) {
            if (words.is(i, "language")) {
                String name = words.name(i + 1);
                return name == null ? Words.fold(DynamicSql.content(words.text(i + 1))) : name;
            }
        }
        return isBlock ? "plpgsql" : "sql";
    }

    /** Whether a constant is the qualified name of something, by what is made of it. */
    private boolean isName(Words words, int index, String content) {
        Words name = new Words(content);
        boolean qualified =
                name.size() == 3
                        && from.equals(name.name(0))
                        && name.is(1, ".")
                        && name.name(2) != null;
        boolean cast = words.is(index + 1, "::") && words.isOneOf(index + 2, REGISTERED);
        boolean argument = words.is(index - 1, "(");
        return qualified && (cast || (argument && words.isOneOf(index - 2, SEQUENCE_FUNCTIONS)));
    }

    private static String literal(String content) {
        boolean escapes = content.indexOf('\\') >= 0;
        String quoted = content.replace("'", "''");
        return escapes ? "E'" + quoted.replace("\\", "\\\\") + "'" : "'" + quoted + "'";
    }

    private void replace(int start, int end, String by) {
        result.append(sql, done, start).append(by);
        done = end;
    }

    private void problem(int at, String what) {
        problems.add("line " + SchemaMarker.lineOf(sql, at) + ": " + what);
    }
}
