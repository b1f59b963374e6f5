package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.SequenceKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Refusal;
import org.jspecify.annotations.Nullable;

/** Makes conflicts of what cannot be carried out. */
final class Refused {
    /** SQLSTATE: unsafe new enum value usage. */
    private static final String UNSAFE = "55P04";

    /** SQLSTATE: invalid text representation. */
    private static final String INVALID_TEXT = "22P02";

    private Refused() {}

    /** What PostgreSQL refused is a conflict where rows, names or other objects are the reason. */
    static List<Conflict> conflicts(
            GitVersionException refused, List<Refusal> refusals, Causes causes, SchemaTree goal) {
        String subject = refused.subject();
        if (refused.code() == ErrorCode.CANNOT_ALTER && subject != null) {
            Conflict.Type type =
                    refused.sqlState() == null
                            ? Conflict.Type.SCHEMA_DATA
                            : Conflict.Type.DEPENDENCY;
            String detail = refused.message() + ". " + refused.detail();
            return List.of(
                    causes.conflict(type, Path.parse(subject), goal, detail)
                            .remediedBy(refused.hint()));
        }
        if (refused.code() != ErrorCode.STATEMENT_FAILED || refusals.isEmpty()) {
            throw refused;
        }
        List<Conflict> out = new ArrayList<>();
        for (Refusal refusal : refusals) {
            Conflict.Type type = type(refusal);
            if (type == null) {
                throw refused;
            }
            String hint = isUnsafe(refusal) ? " " + refused.hint() : "";
            Node node = refusal.node();
            boolean mayBeLabel = node != null && refusal.sqlState().equals(INVALID_TEXT);
            String gone = mayBeLabel && node != null ? causes.goneLabel(node, goal) : null;
            if (gone != null) {
                type = Conflict.Type.DEPENDENCY;
                hint = " " + gone;
            }
            out.add(
                    causes.conflict(type, refusal.path(), goal, refusal.detail() + hint)
                            .over(refusal.rowCount(), refusal.rowQuery())
                            .unconverted(refusal.isUnconverted())
                            .remediedBy(isOfRows(refusal) && gone == null ? null : refused.hint()));
        }
        return out;
    }

    private static boolean isOfRows(Refusal refusal) {
        Conflict.Type type = type(refusal);
        return type == Conflict.Type.SCHEMA_DATA || type == Conflict.Type.CONSTRAINT_VIOLATION;
    }

    /** A new label of an enum, which may be used by the next transaction only. */
    private static boolean isUnsafe(Refusal refusal) {
        return refusal.sqlState().equals(UNSAFE);
    }

    /** Of sequences and columns with one the position may be out of bounds. */
    private static boolean mayHavePosition(Path path) {
        return path.segment(0).equals(SequenceKind.FOLDER)
                || path.segments().contains(ColumnKind.FOLDER);
    }

    private static Conflict.@Nullable Type type(Refusal refusal) {
        String state = refusal.sqlState();
        switch (state) {
            case "42501": // insufficient privilege
                return null;
            case "42701": // duplicate column
            case "42710": // duplicate object
            case "42723": // duplicate function
            case "42P07": // duplicate table
            case "42P16": // invalid table definition
            case "42P17": // invalid object definition
            case "54011": // too many columns
                return Conflict.Type.SCHEMA_SCHEMA;
            case "22023": // invalid parameter value
                return mayHavePosition(refusal.path())
                        ? Conflict.Type.SCHEMA_DATA
                        : Conflict.Type.SCHEMA_SCHEMA;
            case "42804": // datatype mismatch
                return Conflict.Type.TYPE_MISMATCH;
            case "0A000": // feature not supported
            case "2BP01": // dependent objects still exist
            case "55000": // object not in prerequisite state
            case UNSAFE:
                return Conflict.Type.DEPENDENCY;
            default:
                if (state.startsWith("23")) {
                    return Conflict.Type.CONSTRAINT_VIOLATION;
                }
                if (state.startsWith("22")) {
                    return Conflict.Type.SCHEMA_DATA;
                }
                return state.startsWith("42") ? Conflict.Type.DEPENDENCY : null;
        }
    }
}
