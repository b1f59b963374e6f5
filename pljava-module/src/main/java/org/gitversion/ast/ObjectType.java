package org.gitversion.ast;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.jspecify.annotations.Nullable;

/** A label of {@code gitversion.object_type} as the kind of a single object. Immutable. */
final class ObjectType {
    private static final Set<String> CREATE = Set.of("create");
    private static final Set<String> ALTER = Set.of("alter");
    private static final Set<String> ANY = Set.of("alter", "comment", "grant", "security");

    private final String label;
    private final Kind kind;
    private final @Nullable String required;

    private ObjectType(String label, Kind kind, @Nullable String required) {
        this.label = label;
        this.kind = kind;
        this.required = required;
    }

    /**
     * Finds a type.
     *
     * @param label as in {@code gitversion.object_type}
     * @throws GitVersionException INVALID_ARGUMENT when no single object is of that type
     */
    static ObjectType of(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        String slot = null;
        switch (name) {
            case "partitioned_table":
                name = "table";
                slot = "partition_key";
                break;
            case "partition":
                name = "table";
                slot = "partition_bound";
                break;
            case "window_function":
                name = "function";
                slot = "window";
                break;
            default:
                break;
        }
        Kind kind = name.equals("rows") ? null : ObjectKinds.ALL.byName(name);
        if (kind == null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "no DDL defines one object of type " + label,
                    "What is of this type is defined by no statement of its own in a schema.",
                    "Give the type of an object or of a part of one, such as TABLE or COLUMN.");
        }
        return new ObjectType(label, kind, slot);
    }

    /** The type of an object of a kind. */
    static ObjectType of(Kind kind) {
        return of(kind.name().toUpperCase(Locale.ROOT));
    }

    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    /** Whether an object is of this type. */
    boolean has(Node node) {
        return node.kind() == kind && (required == null || node.has(required));
    }

    /** Whether objects of this type are parts of others, at a path below theirs. */
    boolean isPart() {
        switch (kind.name()) {
            case "column":
            case "constraint":
            case "attribute":
            case "domain_constraint":
            case "view_column":
            case "materialized_view_column":
                return true;
            default:
                return false;
        }
    }

    /** Whether the parts of this type come with what they are part of, and are only altered. */
    boolean isPartOfQuery() {
        return kind.name().endsWith("view_column");
    }

    /** The verbs that a definition may begin with. */
    Set<String> first() {
        if (isPartOfQuery()) {
            return ANY;
        }
        return isPart() || kind.name().equals("default_privileges") ? ALTER : CREATE;
    }

    /** What CREATE may create. */
    Set<String> created() {
        Set<String> phrases = new HashSet<>();
        switch (kind.name()) {
            case "enum":
            case "composite":
            case "range":
            case "base_type":
                phrases.add("type");
                break;
            case "operator_class":
                phrases.add("operator class");
                phrases.add("operator family");
                break;
            case "column":
            case "table":
            case "foreign_table":
                phrases.add("sequence");
                phrases.add(kind.name().replace('_', ' '));
                break;
            default:
                phrases.add(kind.name().replace('_', ' '));
                break;
        }
        if (isPart()) {
            phrases.remove(kind.name().replace('_', ' '));
        }
        return phrases;
    }

    /** Whether a name may be that of several objects of the type, with other arguments. */
    boolean isOverloaded() {
        switch (kind.name()) {
            case "function":
            case "procedure":
            case "aggregate":
            case "operator":
            case "cast":
                return true;
            default:
                return false;
        }
    }

    /** The implementation of the kind of a node. */
    static ObjectKind kindOf(Node node) {
        return ObjectKinds.ALL.of(node);
    }
}
