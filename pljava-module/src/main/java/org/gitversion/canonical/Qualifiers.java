package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.Token.Kind;

/**
 * Finds in SQL or plpgsql text the places where a name in front of a dot is, or may be, a schema.
 *
 * <p>What PostgreSQL's grammar says is used: {@code a.b(} and {@code ::a.b} always name a schema,
 * {@code a.b} among values never does (it is a column of relation, alias or record {@code a}), and
 * {@code a.b} where a relation is expected always does.
 */
final class Qualifiers {
    /** What a name in front of a dot is. */
    enum Verdict {
        /** The schema, whatever else has the name. */
        SCHEMA,
        /** An alias, variable or relation if there is one of the name, else the schema. */
        VALUE,
        /** It depends on what the name stands for elsewhere. */
        UNKNOWN,
        /** Never the schema. */
        OTHER
    }

    /**
     * One place: a chain of names that starts with the schema's, or the bare name of the schema.
     */
    static final class Place {
        final int first;
        final boolean bare;
        final boolean marked;
        final boolean doubtful;

        Place(int first, boolean bare, boolean marked, boolean doubtful) {
            this.first = first;
            this.bare = bare;
            this.marked = marked;
            this.doubtful = doubtful;
        }
    }

    /** Records that are there without being declared. */
    private static final Set<String> IMPLICIT = Set.of("new", "old", "excluded");

    /** Words after which a dotted name is an object of a schema. */
    private static final String OBJECT_WORDS =
            " aggregate as call collate collation concurrently configuration conversion dictionary"
                + " domain exists family function index inherits owned parser procedure references"
                + " returns routine sequence setof statistics table template type view ";

    /** Words that start an expression where a column definition could stand. */
    private static final String EXPRESSION_WORDS =
            " select not distinct all any some case variadic leading trailing both when then else"
                    + " key value and or if return by in using between like ilike array row on is"
                    + " default from rows range groups exists unique ";

    private final Words words;
    private final String schema;
    private final boolean label;
    private final boolean declared;
    private final Clauses clauses;
    private final List<Place> places = new ArrayList<>();

    private Qualifiers(Words words, String schema, Set<String> names) {
        this.words = words;
        this.schema = schema;
        this.clauses = new Clauses(words);
        this.label = names.contains(schema) || hasLabel();
        this.declared = label || IMPLICIT.contains(schema) || standsAlone();
    }

    /**
     * Finds the places.
     *
     * @param words the text
     * @param schema the raw name of the schema
     * @param names raw names of the function, its parameters and its transition tables
     * @return in the order of the text
     */
    static List<Place> find(Words words, String schema, Set<String> names) {
        Qualifiers qualifiers = new Qualifiers(words, schema, names);
        qualifiers.scan();
        return qualifiers.places;
    }

    private void scan() {
        for (int i = 0; i < words.size(); i++) {
            if (isSchemaName(i) && !words.is(i - 1, ".")) {
                if (words.is(i + 1, ".")) {
                    dotted(i);
                } else if (isBareSchema(i)) {
                    places.add(new Place(i, true, true, false));
                }
            }
            clauses.advance(i);
        }
    }

    private void dotted(int first) {
        Verdict verdict = verdict(first);
        boolean marked = verdict == Verdict.SCHEMA || (!declared && verdict != Verdict.OTHER);
        boolean doubtful = declared && verdict == Verdict.UNKNOWN;
        if (marked || doubtful) {
            places.add(new Place(first, false, marked, doubtful));
        }
    }

    private boolean isSchemaName(int index) {
        return schema.equals(words.name(index));
    }

    /** Whether the name is used otherwise than in front of a dot, as any alias has to be. */
    private boolean standsAlone() {
        for (int i = 0; i < words.size(); i++) {
            if (isSchemaName(i) && (words.is(i - 1, ".") || !words.is(i + 1, "."))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasLabel() {
        for (int i = 1; i < words.size(); i++) {
            if (isSchemaName(i) && words.is(i - 1, "<<") && words.is(i + 1, ">>")) {
                return true;
            }
        }
        return false;
    }

    private Verdict verdict(int first) {
        if (words.kind(first + 2) == Kind.OPERATOR) {
            return operator(first);
        }
        int names = 1;
        int last = first;
        while (words.is(last + 1, ".") && words.name(last + 2) != null) {
            last += 2;
            names++;
        }
        boolean star = words.is(last + 1, ".") && words.is(last + 2, "*");
        if (names == 1) {
            return Verdict.OTHER;
        }
        if (star || names > 2) {
            return longChain(first, last, star ? names + 1 : names);
        }
        return pair(first, last);
    }

    /** {@code OPERATOR(schema.+)}; {@code schema.*} elsewhere is a whole row. */
    private Verdict operator(int first) {
        boolean operator =
                words.is(first - 1, "operator")
                        || (words.is(first - 1, "(") && words.is(first - 2, "operator"));
        return operator || !words.is(first + 2, "*") ? Verdict.SCHEMA : Verdict.OTHER;
    }

    /** {@code a.b.c}, where a schema is followed by a relation, a database by a schema. */
    private Verdict longChain(int first, int last, int length) {
        boolean assigned = words.is(last + 1, ":=") || words.is(last + 1, "=");
        if (length > 3
                || words.is(last + 1, "(")
                || (clauses.expectsRelation() && clauses.isQuery())
                || (clauses.startsStatement(first) && assigned)) {
            return Verdict.OTHER;
        }
        return label && !words.is(last + 1, "%") ? Verdict.UNKNOWN : Verdict.SCHEMA;
    }

    private Verdict pair(int first, int last) {
        if (words.is(last + 1, "%")) {
            if (words.is(last + 2, "type")) {
                return Verdict.OTHER;
            }
            if (words.is(last + 2, "rowtype")) {
                return Verdict.SCHEMA;
            }
        }
        if (words.is(last + 1, "(") || words.kind(last + 1) == Kind.STRING) {
            return Verdict.SCHEMA;
        }
        if (clauses.expectsRelation() || expectsObject(first)) {
            return Verdict.SCHEMA;
        }
        if (clauses.expectsTarget() || isAssigned(first, last)) {
            return Verdict.OTHER;
        }
        boolean open = clauses.isObjectCommand() || words.is(first - 1, "into");
        return open ? Verdict.UNKNOWN : Verdict.VALUE;
    }

    private boolean isAssigned(int first, int last) {
        return clauses.startsStatement(first)
                && (words.is(last + 1, ":=") || words.is(last + 1, "="));
    }

    private boolean expectsObject(int first) {
        return words.is(first - 1, "::")
                || words.isOneOf(first - 1, OBJECT_WORDS)
                || clauses.expectsType(first)
                || isColumnType(first)
                || (words.is(first - 1, "like") && startsElement(first - 1));
    }

    /** {@code (name schema.type} or {@code , name schema.type}: a column definition. */
    private boolean isColumnType(int first) {
        return words.name(first - 1) != null
                && startsElement(first - 1)
                && !words.isOneOf(first - 1, EXPRESSION_WORDS);
    }

    private boolean startsElement(int index) {
        return words.is(index - 1, "(") || words.is(index - 1, ",");
    }

    /** {@code SET search_path = a, schema} and {@code IN SCHEMA schema}. */
    private boolean isBareSchema(int index) {
        if (words.is(index - 1, "schema")) {
            return words.isOneOf(index - 2, " on in set ");
        }
        int start = index - 1;
        while (words.is(start, ",") && words.kind(start - 1) != Kind.INVALID) {
            start -= 2;
        }
        boolean assigned = words.is(start, "=") || words.is(start, "to");
        if (!assigned || !words.is(start - 1, "search_path")) {
            return false;
        }
        int set = words.isOneOf(start - 2, " local session ") ? start - 3 : start - 2;
        return words.is(set, "set") && clauses.startsStatement(set);
    }
}
