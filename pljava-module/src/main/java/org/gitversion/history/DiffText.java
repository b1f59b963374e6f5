package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.canonical.LineDiff;
import org.gitversion.canonical.UnifiedDiff;
import org.gitversion.diff.Change;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Renderer;
import org.jspecify.annotations.Nullable;

/** Writes the differences of two states for people and for SQL. */
public final class DiffText {
    private static final int CONTEXT = 3;
    private static final String NOTHING = "/dev/null";

    private DiffText() {}

    /**
     * Writes the differences of the canonical DDL as git does.
     *
     * @param states two states
     * @return unified text, one part an object; empty when the DDL is the same
     */
    public static String unified(States states) {
        StringBuilder out = new StringBuilder();
        for (UnitChange change : UnitChange.of(states)) {
            String hunks =
                    UnifiedDiff.format(
                            name("a/", change.from()),
                            name("b/", change.to()),
                            orEmpty(change.fromDdl()),
                            orEmpty(change.toDdl()),
                            CONTEXT);
            if (!hunks.isEmpty() || change.type() == Change.Type.RENAME) {
                header(out, change);
                out.append(hunks);
            }
        }
        return out.toString();
    }

    private static void header(StringBuilder out, UnitChange change) {
        Path from = change.from() == null ? change.path() : change.from();
        out.append("diff --git a/").append(from).append(" b/").append(change.path()).append('\n');
        String kind = change.kind().name().replace('_', ' ');
        switch (change.type()) {
            case CREATE:
                out.append("new ").append(kind).append('\n');
                break;
            case DROP:
                out.append("deleted ").append(kind).append('\n');
                break;
            case RENAME:
                out.append("rename from ").append(from).append('\n');
                out.append("rename to ").append(change.path()).append('\n');
                break;
            default:
                break;
        }
    }

    private static String name(String prefix, @Nullable Path path) {
        return path == null ? NOTHING : prefix + path;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Lists the objects that differ.
     *
     * @param states two states
     * @return a JSON array of objects with operation, object_type, object_name, old_name, from_ddl,
     *     to_ddl, conflict_potential (true for what is in both states, so that another change could
     *     contradict), added and removed (numbers of lines) and parts
     */
    public static String rows(States states) {
        List<String> rows = new ArrayList<>();
        for (UnitChange change : UnitChange.of(states)) {
            if (change.type() == Change.Type.ALTER
                    && orEmpty(change.fromDdl()).equals(change.toDdl())) {
                continue;
            }
            List<LineDiff.Change> lines =
                    LineDiff.compare(
                            LineDiff.lines(orEmpty(change.fromDdl())),
                            LineDiff.lines(orEmpty(change.toDdl())));
            rows.add(
                    new JsonWriter()
                            .text("operation", change.type().name())
                            .text("object_type", change.kind().name().toUpperCase(Locale.ROOT))
                            .text("object_name", change.path().toString())
                            .text("old_name", text(change.from()))
                            .text("from_ddl", change.fromDdl())
                            .text("to_ddl", change.toDdl())
                            .truth(
                                    "conflict_potential",
                                    change.from() != null && change.to() != null)
                            .number("added", count(lines, true))
                            .number("removed", count(lines, false))
                            .documents("parts", parts(change.parts()))
                            .toString());
        }
        return JsonWriter.array(rows);
    }

    /**
     * Writes a state as files, one an object.
     *
     * @param tree the state
     * @return a JSON array of objects with path and content
     */
    public static String files(SchemaTree tree) {
        List<String> files = new ArrayList<>();
        for (List<Node> unit : tree.units()) {
            files.add(
                    new JsonWriter()
                            .text("path", unit.get(0).path() + ".sql")
                            .text("content", Renderer.ddl(unit, tree))
                            .toString());
        }
        return JsonWriter.array(files);
    }

    private static int count(List<LineDiff.Change> changes, boolean isAdded) {
        int lines = 0;
        for (LineDiff.Change change : changes) {
            lines +=
                    isAdded
                            ? change.toEnd() - change.toStart()
                            : change.fromEnd() - change.fromStart();
        }
        return lines;
    }

    private static List<String> parts(List<Change> changes) {
        List<String> parts = new ArrayList<>(changes.size());
        for (Change change : changes) {
            parts.add(
                    new JsonWriter()
                            .text("path", change.path().toString())
                            .text("operation", change.type().name())
                            .text(
                                    "old_path",
                                    change.type() == Change.Type.RENAME && change.from() != null
                                            ? change.from().path().toString()
                                            : null)
                            .texts("slots", change.slots())
                            .toString());
        }
        return parts;
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }
}
