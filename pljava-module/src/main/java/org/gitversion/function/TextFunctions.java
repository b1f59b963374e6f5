package org.gitversion.function;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.OwnSchema;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.canonical.Script;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/** Texts of SQL in which the names of one schema are to mean another one, as SQL calls them. */
public final class TextFunctions {
    private static final int SHOWN = 20;

    private TextFunctions() {}

    /**
     * {@code gitversion_internal.moved_body}.
     *
     * @param body SQL or plpgsql text
     * @param from the raw name of a schema
     * @param to the raw name of the schema that is meant
     * @param others what else may stand in front of a dot: parameters, the function itself
     * @param kept what stays where it is: members of extensions
     * @return the text, with names replaced where they mean the schema
     */
    public static String movedBody(
            String body, String from, String to, String[] others, String[] kept) {
        return Script.body(body, from, to, Set.of(others), Set.of(kept));
    }

    /**
     * {@code gitversion_internal.moved_setting}.
     *
     * @param setting name=value
     * @param from the raw name of a schema
     * @param to the raw name of the schema that is meant
     * @param hasMembers whether the first schema, which has members of extensions, stays on paths
     *     behind the other one
     * @return the setting, with names replaced where they mean the schema
     */
    public static String movedSetting(String setting, String from, String to, boolean hasMembers) {
        OwnSchema source = OwnSchema.of(from);
        OwnSchema target = OwnSchema.of(to);
        if (!hasMembers) {
            return moved(setting, source, target);
        }
        // What is as it should be already stays so.
        OwnSchema both = new OwnSchema(to, from, Set.of());
        return moved(moved(moved(setting, both, target), source, target), target, both);
    }

    private static String moved(String setting, OwnSchema from, OwnSchema to) {
        return SchemaMarker.unmark(SchemaMarker.markSetting(setting, from), to);
    }

    /**
     * {@code gitversion_internal.doubts}.
     *
     * @param body SQL or plpgsql text
     * @param schema the raw name of a schema
     * @return what may or may not name the schema, a line each
     */
    public static String doubts(String body, String schema) {
        return String.join("\n", SchemaMarker.suspicions(body, schema));
    }

    /**
     * {@code gitversion_internal.moved_script}.
     *
     * @param script statements
     * @param from the raw name of the schema that they name
     * @param to the raw name of the schema that is meant
     * @param kept what stays where it is: members of extensions
     * @return the script to execute
     * @throws SQLException UNDECIDED where not all is certain
     */
    public static String movedScript(String script, String from, String to, String[] kept)
            throws SQLException {
        try {
            Script moved = Script.read(script, from, to, Set.of(kept));
            List<String> problems = moved.problems();
            if (problems.isEmpty()) {
                return moved.text();
            }
            int count = problems.size();
            throw new GitVersionException(
                    ErrorCode.UNDECIDED,
                    "the script cannot be run on a branch: " + problems.get(0),
                    String.join("; ", problems.subList(0, Math.min(count, SHOWN)))
                            + (count > SHOWN ? "; and " + (count - SHOWN) + " more." : "."),
                    "Leave the schema \""
                            + from
                            + "\" out of these places, and transactions to"
                            + " whoever calls.");
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}
