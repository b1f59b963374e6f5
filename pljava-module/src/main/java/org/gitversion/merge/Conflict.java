package org.gitversion.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.gitversion.canonical.TextMerge;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** One thing on which source and target cannot both have their way. */
public final class Conflict {
    /** The kinds of conflicts, as in {@code gitversion.conflict_type}. */
    public enum Type {
        /** Both sides changed the same slot differently, or created different objects. */
        SCHEMA_SCHEMA("schema_schema"),
        /** A change does not suit the rows of the target. */
        SCHEMA_DATA("schema_data"),
        /** One side dropped what the other one changed. */
        DELETE_MODIFY("delete_modify"),
        /** Both sides changed the type of a column differently. */
        TYPE_MISMATCH("type_mismatch"),
        /** Rows of the target violate a new constraint. */
        CONSTRAINT_VIOLATION("constraint_violation"),
        /** Both sides renamed the same object differently, or two objects to the same name. */
        RENAME_RENAME("rename_rename"),
        /** One side dropped what an object of the other one needs. */
        DEPENDENCY("dependency");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** Returns the label in the database. */
        @Override
        public String toString() {
            return text;
        }
    }

    private final Type type;
    private final Path path;
    private final @Nullable Kind kind;
    private final @Nullable String slot;
    private final @Nullable String base;
    private final @Nullable String source;
    private final @Nullable String target;
    private final String detail;
    private List<Path> others = List.of();
    private @Nullable Integer rowCount;
    private @Nullable String rowQuery;
    private @Nullable List<@Nullable String> whole;
    private boolean isUnconverted;
    private @Nullable String remedy;

    private Conflict(
            Type type,
            Path path,
            @Nullable Kind kind,
            @Nullable String slot,
            @Nullable String base,
            @Nullable String source,
            @Nullable String target,
            String detail) {
        this.type = type;
        this.path = path;
        this.kind = kind;
        this.slot = slot;
        this.base = base;
        this.source = source;
        this.target = target;
        this.detail = detail;
    }

    /** The same conflict, with what else it has to do with. */
    Conflict about(Collection<Path> paths) {
        Conflict out = new Conflict(type, path, kind, slot, base, source, target, detail);
        List<Path> named = new ArrayList<>(paths);
        named.remove(path);
        out.others = Collections.unmodifiableList(named);
        out.rowCount = rowCount;
        out.rowQuery = rowQuery;
        out.whole = whole;
        out.isUnconverted = isUnconverted;
        out.remedy = remedy;
        return out;
    }

    /** The same conflict over a slot, with the DDL of the whole object on all three sides. */
    Conflict within(SchemaTree ofBase, SchemaTree ofSource, SchemaTree ofTarget) {
        if (slot == null) {
            return this;
        }
        Conflict out = about(others);
        out.whole =
                Arrays.asList(
                        ThreeWayMerge.ddl(ofBase.get(path), ofBase),
                        ThreeWayMerge.ddl(ofSource.get(path), ofSource),
                        ThreeWayMerge.ddl(ofTarget.get(path), ofTarget));
        return out;
    }

    /**
     * What to edit: both sides merged by line, with markers around what conflicts.
     *
     * @param ours the name of the target
     * @param theirs the name of the source
     */
    String proposal(String ours, String theirs) {
        List<@Nullable String> texts = versions();
        return TextMerge.merge(text(texts.get(0)), text(texts.get(2)), text(texts.get(1)))
                .render(ours, theirs);
    }

    /** The DDL of the whole object in base, source and target, where it is one. */
    List<@Nullable String> versions() {
        return whole == null ? Arrays.asList(base, source, target) : whole;
    }

    private static String text(@Nullable String text) {
        return text == null || text.isEmpty() || text.endsWith("\n")
                ? String.valueOf(text == null ? "" : text)
                : text + "\n";
    }

    /** The same conflict, with how many rows stand in the way, and a query for them. */
    Conflict over(@Nullable Integer rows, @Nullable String query) {
        Conflict out = about(others);
        out.rowCount = rows;
        out.rowQuery = query;
        return out;
    }

    /** The same conflict, because it is not known how values are converted. */
    Conflict unconverted(boolean isSo) {
        Conflict out = about(others);
        out.isUnconverted = isSo;
        return out;
    }

    /** Whether the reason is that it is not known how values are converted. */
    boolean isUnconverted() {
        return isUnconverted;
    }

    /** The same conflict, with what would do what cannot be done. */
    Conflict remediedBy(@Nullable String sentence) {
        Conflict out = about(others);
        out.remedy = sentence;
        return out;
    }

    /** What would do it, or null where that is not known. */
    @Nullable String remedy() {
        return remedy;
    }

    /** Whether rows stand in the way, which are no part of the schema. */
    boolean isOfRows() {
        return type == Type.CONSTRAINT_VIOLATION || type == Type.SCHEMA_DATA && remedy == null;
    }

    /** What else it has to do with. */
    List<Path> others() {
        return others;
    }

    /** How many rows stand in the way, or null where that is not the reason or not known. */
    @Nullable Integer rowCount() {
        return rowCount;
    }

    /** A query for the rows that stand in the way, or null. */
    @Nullable String rowQuery() {
        return rowQuery;
    }

    /** A conflict over one slot. */
    static Conflict slot(
            Node node,
            String slot,
            @Nullable String base,
            @Nullable String source,
            @Nullable String target,
            String detail) {
        Type type = slot.equals("type") ? Type.TYPE_MISMATCH : Type.SCHEMA_SCHEMA;
        return new Conflict(type, node.path(), node.kind(), slot, base, source, target, detail);
    }

    /** A conflict over a whole object. */
    static Conflict object(
            Type type,
            Node node,
            @Nullable String base,
            @Nullable String source,
            @Nullable String target,
            String detail) {
        return new Conflict(type, node.path(), node.kind(), null, base, source, target, detail);
    }

    /** A conflict over a name. */
    static Conflict name(
            Type type, Path path, @Nullable String source, @Nullable String target, String detail) {
        return new Conflict(type, path, null, null, null, source, target, detail);
    }

    /** A conflict that PostgreSQL found while the result was built. */
    static Conflict found(Type type, Path path, @Nullable Node node, String detail) {
        return new Conflict(
                type, path, node == null ? null : node.kind(), null, null, null, null, detail);
    }

    /**
     * Returns what kind of conflict this is.
     *
     * @return never null
     */
    public Type type() {
        return type;
    }

    /**
     * Returns the object it is about.
     *
     * @return its path in the merged naming
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the kind of the object.
     *
     * @return null when only its path is known
     */
    public @Nullable Kind kind() {
        return kind;
    }

    /**
     * Returns the slot it is about.
     *
     * @return null for the whole object
     */
    public @Nullable String slot() {
        return slot;
    }

    /**
     * Returns the value in the merge base.
     *
     * @return null when there was none
     */
    public @Nullable String base() {
        return base;
    }

    /**
     * Returns the value in the source.
     *
     * @return null when there is none
     */
    public @Nullable String source() {
        return source;
    }

    /**
     * Returns the value in the target.
     *
     * @return null when there is none
     */
    public @Nullable String target() {
        return target;
    }

    /**
     * Returns an explanation with both causes.
     *
     * @return one or more sentences
     */
    public String detail() {
        return detail;
    }

    @Override
    public String toString() {
        return type + " " + path + (slot == null ? "" : " " + slot) + ": " + detail;
    }
}
