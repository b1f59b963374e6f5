package org.gitversion.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.RowsKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Rows of tables on the way from one state to another. */
final class RowSteps {
    private RowSteps() {}

    /** What must be as it shall be before an object is created or changed. */
    static Set<Path> follows(Node node, SchemaTree from, SchemaTree to) {
        ObjectKind kind = ObjectKinds.ALL.of(node);
        return kind instanceof RowsKind
                ? ((RowsKind) kind).follows(node, from, to)
                : kind.needs(node, to);
    }

    /** Rows go with the objects that go, and come and change once their table is in place. */
    static List<Ddl> change(
            ActionGraph graph, int rank, Node before, Node after, SchemaTree from, SchemaTree to) {
        ObjectKind kind = ObjectKinds.ALL.of(after);
        if (!(kind instanceof RowsKind)) {
            return List.of();
        }
        List<Ddl> clearing = RowsKind.clear(before, after, from, to);
        if (!clearing.isEmpty()) {
            ActionGraph.Action first = graph.add(ActionGraph.Type.DROP, after.path(), rank);
            for (Ddl ddl : clearing) {
                first.steps.add(new Step(after.path(), ddl));
            }
        }
        return RowsKind.fill(before, after, from, to);
    }

    /**
     * The state promised, with the defaults that rows got in columns they knew nothing of, and with
     * values as the type prints them that a column has now.
     */
    static SchemaTree completed(
            Database database, SearchPath path, SchemaTree promised, SchemaTree read, Cage cage) {
        Map<Path, @Nullable Node> completed = new TreeMap<>();
        for (Node node : promised.nodes()) {
            Node now = ObjectKinds.ALL.of(node) instanceof RowsKind ? read.get(node.path()) : null;
            if (now != null && !now.equals(node)) {
                List<String> differences = RowsKind.differences(node, now, promised);
                if (differences != null
                        && areAlike(database, path, differences, cage.roleFor(node.path()))) {
                    completed.put(node.path(), now);
                }
            }
        }
        return completed.isEmpty() ? promised : promised.with(completed);
    }

    private static boolean areAlike(
            Database database, SearchPath path, List<String> pairs, @Nullable String role) {
        if (pairs.isEmpty()) {
            return true;
        }
        StringBuilder query = new StringBuilder(pairs.size() * 20 + 60);
        for (int i = 0; i < pairs.size(); i += 2) {
            query.append(i == 0 ? "SELECT " : " AND ");
            query.append("pg_catalog.format('%s', ").append(pairs.get(i));
            query.append(") OPERATOR(pg_catalog.=) ").append(pairs.get(i + 1));
        }
        String alike =
                database.ask(
                        "SELECT gitversion_internal.are_alike("
                                + Identifier.literal(path.toString())
                                + ", "
                                + Identifier.literal(query.toString())
                                + ")::pg_catalog.int4::pg_catalog.text",
                        role);
        return "1".equals(alike);
    }
}
