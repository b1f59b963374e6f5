package org.gitversion.canonical;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gitversion.canonical.Token.Kind;

/**
 * Follows SQL and plpgsql text token by token and knows what the next token can be: a relation, the
 * target of an assignment, a type. It does not parse: only clause words, commas and parentheses
 * count, enough to tell where a name in front of a dot can be a schema.
 */
final class Clauses {
    /** What the text at one depth of parentheses is about. */
    private enum Clause {
        /** Values: nothing with one dot names a schema. */
        VALUES,
        /** The relations of a FROM clause or of a data-modifying statement. */
        RELATIONS,
        /** The condition of a join; a comma leads back to the relations. */
        CONDITION,
        /** What INSERT writes into. */
        INSERTION,
        /** Columns that are assigned. */
        TARGETS,
        /** The objects of a command that defines, locks, grants or loads. */
        OBJECTS
    }

    /** One depth of parentheses. */
    private static final class Frame {
        private final String opener;
        private Clause clause;
        private String verb = "";
        private int cases;

        private Frame(String opener, Clause clause) {
            this.opener = opener;
            this.clause = clause;
        }
    }

    private final Words words;
    private final Deque<Frame> outer = new ArrayDeque<>();
    private Frame frame = new Frame("", Clause.VALUES);
    private boolean relation;
    private boolean target;
    private boolean declaring;
    private int statement;

    Clauses(Words words) {
        this.words = words;
    }

    /** Whether the next token can begin the name of a relation or other object of a schema. */
    boolean expectsRelation() {
        return relation;
    }

    /** Whether the next token begins a column that is assigned, or inserted into. */
    boolean expectsTarget() {
        return target;
    }

    /** Whether the text around is a command over objects rather than over rows. */
    boolean isObjectCommand() {
        return frame.clause == Clause.OBJECTS;
    }

    /** Whether the text around lists the relations of a query. */
    boolean isQuery() {
        return frame.clause == Clause.RELATIONS || frame.clause == Clause.INSERTION;
    }

    /** Whether the token at this index begins a statement or a declaration. */
    boolean startsStatement(int index) {
        return index == statement && outer.isEmpty();
    }

    /** Whether the token at this index can begin the type of a declared variable. */
    boolean expectsType(int index) {
        return declaring
                && outer.isEmpty()
                && words.name(statement) != null
                && (index == statement + 1
                        || (index == statement + 2 && words.is(index - 1, "constant")));
    }

    /** Takes in the token at this index; tokens come in order. */
    void advance(int index) {
        boolean before = relation;
        relation = false;
        target = false;
        if (words.kind(index) == Kind.PUNCTUATION) {
            sign(index, words.text(index), before);
        } else if (words.kind(index) == Kind.WORD && !words.is(index - 1, ".")) {
            word(index, words.text(index), before);
        } else if (words.is(index, ">>") && isLabelAt(index - 2)) {
            statement = index + 1;
        }
    }

    /** Whether {@code <<label>>} starts here. */
    boolean isLabelAt(int index) {
        return words.is(index, "<<") && words.is(index + 2, ">>") && startsStatement(index);
    }

    private void sign(int index, String sign, boolean before) {
        switch (sign) {
            case "(":
                open(index, before);
                break;
            case ")":
                if (!outer.isEmpty()) {
                    frame = outer.pop();
                }
                break;
            case ",":
                comma();
                break;
            case ";":
                outer.clear();
                frame = new Frame("", Clause.VALUES);
                statement = index + 1;
                break;
            default:
                break;
        }
    }

    private void open(int index, boolean before) {
        Clause inner = Clause.VALUES;
        if (before || words.is(index - 1, "inherits")) {
            inner = Clause.RELATIONS;
            relation = true;
        } else if (frame.clause == Clause.INSERTION || words.is(index - 1, "set")) {
            inner = Clause.TARGETS;
            target = true;
        }
        outer.push(frame);
        frame = new Frame(words.text(index - 1), inner);
    }

    private void comma() {
        switch (frame.clause) {
            case CONDITION:
                frame.clause = Clause.RELATIONS;
                relation = true;
                break;
            case RELATIONS:
            case OBJECTS:
                relation = true;
                break;
            case TARGETS:
                target = true;
                break;
            default:
                break;
        }
    }

    private void word(int index, String word, boolean before) {
        switch (word) {
            case "declare":
            case "begin":
            case "loop":
                declaring = word.equals("declare");
                begin(index);
                break;
            case "case":
                frame.cases++;
                break;
            case "end":
                frame.cases = Math.max(0, frame.cases - 1);
                break;
            case "then":
            case "else":
                if (frame.cases == 0) {
                    begin(index);
                }
                break;
            case "only":
            case "lateral":
            case "if":
            case "not":
            case "exists":
                relation = before;
                break;
            default:
                if (!objectCommand(index, word)) {
                    clause(index, word);
                }
                break;
        }
    }

    private void begin(int index) {
        statement = index + 1;
        frame.clause = Clause.VALUES;
        frame.verb = "";
    }

    /** The first word of a command over objects; true when the word is used up. */
    private boolean objectCommand(int index, String word) {
        switch (word) {
            case "create":
            case "alter":
            case "drop":
            case "comment":
            case "grant":
            case "revoke":
            case "truncate":
            case "lock":
            case "copy":
            case "refresh":
            case "analyze":
            case "vacuum":
            case "cluster":
            case "reindex":
                if (startsStatement(index)) {
                    frame.clause = Clause.OBJECTS;
                    relation = true;
                }
                return true;
            default:
                return false;
        }
    }

    private void clause(int index, String word) {
        switch (word) {
            case "from":
                from(index);
                break;
            case "join":
                relations();
                break;
            case "on":
                on();
                break;
            case "into":
                into(index);
                break;
            case "using":
                using(index);
                break;
            case "set":
                set();
                break;
            default:
                verb(index, word);
                break;
        }
    }

    private void verb(int index, String word) {
        switch (word) {
            case "select":
            case "insert":
            case "update":
            case "delete":
            case "merge":
                dataCommand(index, word);
                break;
            case "where":
            case "group":
            case "order":
            case "having":
            case "limit":
            case "offset":
            case "window":
            case "returning":
            case "union":
            case "intersect":
            case "except":
            case "values":
            case "conflict":
            case "when":
                values();
                break;
            default:
                break;
        }
    }

    private void dataCommand(int index, String word) {
        String previous = words.text(index - 1);
        if (frame.clause == Clause.OBJECTS
                && !" as do also instead ) ".contains(" " + previous + " ")) {
            return;
        }
        if (word.equals("update") && (previous.equals("for") || previous.equals("key"))) {
            return;
        }
        frame.verb = word;
        if (!word.equals("update")) {
            values();
        } else if (previous.equals("do") && words.is(index + 1, "set")) {
            frame.clause = Clause.RELATIONS;
        } else {
            relations();
        }
    }

    /** Not a FROM clause: {@code IS DISTINCT FROM}, {@code extract(year FROM x)} and the like. */
    private void from(int index) {
        boolean comparison =
                words.is(index - 1, "distinct")
                        && (words.is(index - 2, "is") || words.is(index - 2, "not"));
        boolean argument =
                frame.verb.isEmpty()
                        && " extract substring trim overlay position "
                                .contains(" " + frame.opener + " ");
        if (!comparison && !argument && frame.clause != Clause.OBJECTS) {
            relations();
        }
    }

    private void on() {
        if (frame.clause == Clause.RELATIONS) {
            frame.clause = Clause.CONDITION;
        } else if (frame.clause == Clause.OBJECTS) {
            relation = true;
        }
    }

    private void into(int index) {
        if (words.is(index - 1, "insert")) {
            frame.clause = Clause.INSERTION;
            relation = true;
        } else if (words.is(index - 1, "merge")) {
            relations();
        } else {
            values();
        }
    }

    private void using(int index) {
        if (words.is(index + 1, "(") && isQuery()) {
            frame.clause = Clause.CONDITION;
        } else if (frame.verb.equals("delete") || frame.verb.equals("merge")) {
            relations();
        } else {
            values();
        }
    }

    private void set() {
        if (frame.clause == Clause.RELATIONS
                || frame.verb.equals("update")
                || frame.verb.equals("insert")) {
            frame.clause = Clause.TARGETS;
            target = true;
        }
    }

    private void relations() {
        frame.clause = Clause.RELATIONS;
        relation = true;
    }

    private void values() {
        frame.clause = Clause.VALUES;
    }
}
