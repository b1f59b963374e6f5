package org.gitversion.model;

/** A named property of a kind of object, and how two changes of it come together. */
public final class Slot {
    /** How a slot is compared and merged. */
    public enum Merge {
        /** One value; two different changes conflict. */
        ATOMIC,
        /** A set of items; additions and removals of both sides are applied. */
        SET,
        /** An ordered list of items; insertions of both sides keep their neighbours. */
        LIST,
        /** A list of labels that were added or renamed. */
        LABELS,
        /** An ordered list of items that changes as a whole; two different changes conflict. */
        WHOLE_LIST,
        /** A text of lines, merged by line; the strategy union takes the lines of both. */
        LINES,
        /** Rows of a table, merged by key and column. */
        ROWS,
        /** A text of lines, merged by line where that goes without conflict. */
        TEXT,
        /** A query, merged by line; it says which columns the object has. */
        QUERY,
        /** A text of settings {@code name = value}, separated by commas, merged as a set. */
        OPTIONS
    }

    /** What tells which items of a set are versions of one thing. */
    public enum Key {
        /** The text before the equals sign. */
        SETTING,
        /** Privilege, role and grantor; whether it may be granted on is its version. */
        GRANT,
        /** The first word, or the second one after NO. */
        WORD,
        /** The trigger at the end. */
        TRIGGER,
        /** Which function or operator it is in an operator class, but not by what name. */
        MEMBER,
        /** The text before the equals sign; what the state of an aggregate is belongs together. */
        STATE
    }

    /** Whether other slots of the object are written for this one. */
    public enum Role {
        /** It stands for itself. */
        NONE,
        /** Others are written for it. */
        CORE,
        /** It is written for what the core is. */
        BOUND
    }

    private final String name;
    private final Merge merge;
    private final Key key;
    private final boolean isClosed;
    private final boolean namesSchema;
    private final boolean isWorded;
    private final Role role;

    private Slot(String name, Merge merge) {
        this(name, merge, Key.SETTING, false, false, false, Role.NONE);
    }

    private Slot(
            String name,
            Merge merge,
            Key key,
            boolean isClosed,
            boolean namesSchema,
            boolean isWorded,
            Role role) {
        this.name = name;
        this.merge = merge;
        this.key = key;
        this.isClosed = isClosed;
        this.namesSchema = namesSchema;
        this.isWorded = isWorded;
        this.role = role;
    }

    /**
     * A slot with one value.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot atomic(String name) {
        return new Slot(name, Merge.ATOMIC);
    }

    /**
     * A slot that holds a set of items.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot set(String name) {
        return new Slot(name, Merge.SET);
    }

    /**
     * A slot that holds an ordered list of items.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot list(String name) {
        return new Slot(name, Merge.LIST);
    }

    /**
     * A slot that holds rows of a table, as the text of {@code canonical.Row}.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot rows(String name) {
        return new Slot(name, Merge.ROWS);
    }

    /**
     * A slot that holds an ordered list of labels, which can be added and renamed.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot labels(String name) {
        return new Slot(name, Merge.LABELS);
    }

    /**
     * A slot that holds an ordered list of items that belong together: two changes of it, such as
     * two columns added to a key, are no list that anybody asked for.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot wholeList(String name) {
        return new Slot(name, Merge.WHOLE_LIST);
    }

    /**
     * A slot that holds a text of lines.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot lines(String name) {
        return new Slot(name, Merge.LINES);
    }

    /**
     * A slot that holds settings as one text.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot options(String name) {
        return new Slot(name, Merge.OPTIONS);
    }

    /**
     * A slot that holds a text whose lines can be merged, but not mixed.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot text(String name) {
        return new Slot(name, Merge.TEXT);
    }

    /**
     * A slot that holds a query. Where both sides change the same lines of it, one side's query is
     * taken with the columns that it has, or none: the lines of both are no query.
     *
     * @param name lower case, words joined by underscores
     * @return the slot
     */
    public static Slot query(String name) {
        return new Slot(name, Merge.QUERY);
    }

    /**
     * The same slot, whose texts PostgreSQL keeps as strings, so that they may name the schema: a
     * marker stands for it in the canonical form. Texts are bodies, items are settings of the form
     * {@code name=value}.
     *
     * @return the slot
     */
    public Slot namingSchema() {
        return new Slot(name, merge, key, isClosed, true, isWorded, role);
    }

    /**
     * The same set, whose items have another key than the text before an equals sign.
     *
     * @param other what tells which items are versions of one thing
     * @return another slot
     */
    public Slot keyedBy(Key other) {
        return new Slot(name, merge, other, isClosed, namesSchema, isWorded, role);
    }

    /**
     * The same set, which means something of its own when it is empty (the roles of a policy: all),
     * so that it cannot come to that by what each side removed.
     *
     * @return another slot
     */
    public Slot closed() {
        return new Slot(name, merge, key, true, namesSchema, isWorded, role);
    }

    /**
     * Returns this slot as one that PostgreSQL words by the types of what it refers to: an
     * expression, a query, or what follows from one.
     *
     * @return another slot
     */
    public Slot worded() {
        return new Slot(name, merge, key, isClosed, namesSchema, true, role);
    }

    /**
     * Returns this slot as one that others are written for: where a side changes it, the changes of
     * the other side to those conflict.
     *
     * @return another slot
     */
    public Slot core() {
        return new Slot(name, merge, key, isClosed, namesSchema, isWorded, Role.CORE);
    }

    /**
     * Returns this slot as one that is written for what the core of the object is.
     *
     * @return another slot
     */
    public Slot bound() {
        return new Slot(name, merge, key, isClosed, namesSchema, isWorded, Role.BOUND);
    }

    /**
     * Tells what the slot is to others of the object.
     *
     * @return never null
     */
    public Role role() {
        return role;
    }

    /**
     * Tells whether another type of a column may change how PostgreSQL words the value.
     *
     * @return true for expressions, queries and what follows from them
     */
    public boolean isWorded() {
        return isWorded;
    }

    /**
     * Tells whether the texts may name the schema.
     *
     * @return true for string bodies and settings
     */
    public boolean namesSchema() {
        return namesSchema;
    }

    /**
     * Returns the name.
     *
     * @return never null
     */
    public String name() {
        return name;
    }

    /**
     * Returns how two changes come together.
     *
     * @return never null
     */
    public Merge merge() {
        return merge;
    }

    /**
     * Returns what tells which items of a set are versions of one thing.
     *
     * @return never null
     */
    public Key key() {
        return key;
    }

    /**
     * Tells whether the empty set has a meaning of its own.
     *
     * @return false where it says nothing
     */
    public boolean isClosed() {
        return isClosed;
    }

    /**
     * Tells whether the value is a list of items rather than one text.
     *
     * @return true for sets and lists
     */
    public boolean holdsItems() {
        return merge == Merge.SET
                || merge == Merge.ROWS
                || merge == Merge.LIST
                || merge == Merge.LABELS
                || merge == Merge.WHOLE_LIST;
    }
}
