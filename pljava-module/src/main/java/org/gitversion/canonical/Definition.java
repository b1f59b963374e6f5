package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/**
 * The statements that define one object, before anything of them is executed: what their first
 * words say, and how they are written for another schema.
 */
public final class Definition {
    private static final int SHOWN = 80;

    private final String sql;
    private final List<String> statements = new ArrayList<>(1);
    private final List<StatementHead> heads = new ArrayList<>(1);
    private boolean isReadable = true;

    private Definition(String sql) {
        this.sql = sql;
    }

    /**
     * Reads statements.
     *
     * @param sql statements, separated by semicolons
     * @param kind the kind of the object, to be named in errors
     * @param created what CREATE may be followed by, such as {@code table}
     * @param first the verbs that the first statement may begin with
     * @return the definition
     * @throws GitVersionException INVALID_DEFINITION when a statement is none that can define such
     *     an object, or names another object or schema than the others
     */
    public static Definition read(String sql, String kind, Set<String> created, Set<String> first) {
        Definition definition = new Definition(sql);
        int start = 0;
        for (int end : Script.ends(sql)) {
            definition.add(sql.substring(start, end - 1));
            start = end;
        }
        definition.add(sql.substring(start));
        definition.check(kind, created, first);
        return definition;
    }

    private void add(String statement) {
        Words words = new Words(statement);
        if (words.size() > 0) {
            statements.add(statement);
            heads.add(StatementHead.of(words));
            isReadable &= words.kind(words.size() - 1) != Token.Kind.INVALID;
        }
    }

    private void check(String kind, Set<String> created, Set<String> first) {
        if (statements.isEmpty()) {
            throw refusal(kind, "There is no statement in it.");
        }
        if (!isReadable) {
            throw refusal(kind, "A string, a quoted name or a comment in it does not end.");
        }
        String schema = null;
        for (int i = 0; i < statements.size(); i++) {
            StatementHead head = heads.get(i);
            String problem = head.problem();
            boolean creates = head.verb().equals("create");
            if (problem == null && creates && !created.contains(head.phrase())) {
                problem = "it creates something else";
            }
            if (problem == null && i == 0 && !first.contains(head.verb())) {
                problem = "no object comes into being by it";
            }
            if (problem != null) {
                throw refusal(kind, "\"" + shown(statements.get(i)) + "\": " + problem + ".");
            }
            String named = head.phrase().equals("default privileges") ? null : head.qualifier();
            if (named != null && schema != null && !named.equals(schema)) {
                throw refusal(
                        kind, "It names the schemas \"" + schema + "\" and \"" + named + "\".");
            }
            schema = named == null ? schema : named;
        }
    }

    /**
     * Makes the error for a text that does not define one object.
     *
     * @param kind the kind of the object
     * @param detail what is wrong
     * @return the error to throw
     */
    public static GitVersionException refusal(String kind, String detail) {
        return new GitVersionException(
                ErrorCode.INVALID_DEFINITION,
                "the text is not the DDL of one object of kind " + kind,
                detail,
                "Give the CREATE of one object, and after it what else is about that object:"
                        + " ALTER, COMMENT ON, GRANT, SECURITY LABEL. For a part of an object, such"
                        + " as a column, give the ALTER that adds it.");
    }

    private static String shown(String statement) {
        String line = statement.strip().replace('\n', ' ').replace('\r', ' ');
        return line.length() <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN / 2)) + "…";
    }

    /**
     * Returns the schema that the object is said to be in.
     *
     * @return its raw name, or null when the text does not say
     */
    public @Nullable String schema() {
        for (StatementHead head : heads) {
            String named = head.phrase().equals("default privileges") ? null : head.qualifier();
            if (named != null) {
                return named;
            }
        }
        return null;
    }

    /**
     * Returns the name that the first statement creates or is about.
     *
     * @return the raw name without a schema; null when it has none, as an index may
     */
    public @Nullable String name() {
        return heads.get(0).name();
    }

    /**
     * Lists the names that the object may have when all statements are executed.
     *
     * @return raw names without a schema: those that are created, and those that are given later
     */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        String first = name();
        if (first != null) {
            names.add(first);
        }
        for (int i = 1; i < statements.size(); i++) {
            String created = heads.get(i).verb().equals("create") ? heads.get(i).name() : null;
            if (created != null) {
                names.add(created);
            }
            Words words = new Words(statements.get(i));
            int rename = heads.get(i).find("rename", 1);
            String renamed = words.is(rename + 1, "to") ? words.name(rename + 2) : null;
            if (rename >= 0 && renamed != null) {
                names.add(renamed);
            }
        }
        return names;
    }

    /**
     * Tells whether a statement creates something of a kind and name.
     *
     * @param kind for example {@code operator family}
     * @param name the raw name
     * @return true when there is such a CREATE
     */
    public boolean creates(String kind, String name) {
        for (StatementHead head : heads) {
            if (head.verb().equals("create")
                    && head.phrase().equals(kind)
                    && name.equals(head.name())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lists the parts of an object that the first statement adds.
     *
     * @return raw names of columns, attributes and constraints
     */
    public Set<String> addedParts() {
        Words words = new Words(statements.get(0));
        StatementHead head = heads.get(0);
        Set<String> names = new TreeSet<>();
        int at = head.find("add", head.target());
        while (at >= 0) {
            int name = at + 1;
            while (words.isOneOf(name, " column constraint attribute if not exists ")) {
                name++;
            }
            String found = words.name(name);
            if (found != null) {
                names.add(found);
            }
            at = head.find("add", name);
        }
        return names;
    }

    /**
     * Tells whether what the first statement creates is filled by its query.
     *
     * @return true where it does not say WITH NO DATA
     */
    public boolean fills() {
        Words words = new Words(statements.get(0));
        return isQuery(heads.get(0)) && !endsWithoutData(words);
    }

    /**
     * Returns all that is named anywhere in the text.
     *
     * @return names, operators and strings
     */
    public Mentions mentions() {
        return Mentions.of(sql);
    }

    /**
     * Writes the statements for another schema. Queries in them that would fill what they create
     * are not run.
     *
     * @param schemas raw names of the schemas that are meant
     * @param to the raw name of the schema to write in their place
     * @param kept what stays where it is: members of extensions
     * @return the statements, each to be executed by itself
     */
    public List<String> movedTo(List<String> schemas, String to, Set<String> kept) {
        List<String> moved = new ArrayList<>(statements.size());
        for (int i = 0; i < statements.size(); i++) {
            String statement = qualified(statements.get(i), heads.get(i), to);
            for (String schema : schemas) {
                statement = Script.read(statement, schema, to, kept).text();
            }
            moved.add(statement);
        }
        return moved;
    }

    private static String qualified(String statement, StatementHead head, String to) {
        Words words = new Words(statement);
        StringBuilder out = new StringBuilder(statement);
        boolean fills = head.verb().equals("create") && isQuery(head);
        if (fills) {
            withNoData(out, words);
        }
        int target = head.target();
        if (head.phrase().equals("default privileges")) {
            Token schema = words.token(target);
            out.replace(schema.start(), schema.end(), SchemaMarker.quote(to));
        } else if (target >= 0 && head.qualifier() == null) {
            out.insert(words.token(target).start(), SchemaMarker.quote(to) + ".");
        }
        if (head.ignorable() >= 0) {
            Token word = words.token(head.ignorable());
            out.replace(word.start(), word.end(), "");
        }
        return out.toString();
    }

    private static boolean isQuery(StatementHead head) {
        return head.phrase().equals("materialized view")
                || (head.phrase().equals("table") && head.find("as", head.target()) >= 0);
    }

    private static void withNoData(StringBuilder out, Words words) {
        int last = words.size() - 1;
        int end = words.token(last).end();
        if (words.is(last, "data") && words.is(last - 1, "with")) {
            out.replace(words.token(last).start(), end, "NO DATA");
        } else if (!endsWithoutData(words)) {
            out.insert(end, " WITH NO DATA");
        }
    }

    private static boolean endsWithoutData(Words words) {
        int last = words.size() - 1;
        return words.is(last, "data") && words.is(last - 1, "no") && words.is(last - 2, "with");
    }
}
