package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Materialized views. Their columns are nodes below them. A new one is filled when its original is:
 * {@link #POPULATED} tells.
 */
public final class MaterializedViewKind extends ObjectKind {
    /** The folder of materialized views. */
    public static final String FOLDER = "materialized_views";

    /** Layout key: {@code yes} or {@code no}. */
    public static final String POPULATED = "populated";

    private static final Kind KIND =
            Kind.of(
                    "materialized_view",
                    FOLDER,
                    Slot.list("columns"),
                    Slot.query("definition").worded(),
                    Slot.atomic("access_method"),
                    Slot.atomic("tablespace"),
                    Slot.set("options"),
                    Slot.set("toast_options"),
                    Slot.atomic("replica_identity"),
                    Slot.atomic("clustered_on"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    /** The view, its toast table with an index, and its row type. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 4;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 6;
    }

    @Override
    public int rank() {
        return 66;
    }

    @Override
    public String target(Node node) {
        return "MATERIALIZED VIEW " + Identifier.quote(node.name());
    }

    @Override
    public String grantTarget(Node node) {
        return "TABLE " + Identifier.quote(node.name());
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        StringBuilder sql = new StringBuilder(200).append("CREATE ").append(target(node));
        sql.append(ViewKind.columnList(node));
        TableKind.appendSuffix(sql, node);
        sql.append(" AS\n").append(node.required("definition"));
        List<Ddl> out = new ArrayList<>(1);
        String empty = sql + "\n  WITH NO DATA";
        if ("yes".equals(node.layout().get(POPULATED))) {
            // What it reads may be a materialized view that is not populated.
            out.add(
                    Ddl.of(sql + "\n  WITH DATA")
                            .scanning("The query is run and its result is stored.")
                            .orElse("55000", empty));
        } else {
            out.add(Ddl.of(empty));
        }
        out.set(0, out.get(0).as(OnlineForm.TABLE));
        for (Node child : tree.below(node.path())) {
            out.addAll(ObjectKinds.ALL.of(child).create(child, tree));
        }
        return out;
    }

    @Override
    public List<Ddl> finish(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        TableKind.finishIndexes(out, node);
        return out;
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("columns")
                || changed.contains("definition")
                || changed.contains("access_method")) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(2);
        Alter alter = Alter.of(target(to));
        if (changed.contains("tablespace")) {
            String space = to.text("tablespace");
            out.add(
                    alter.to(
                                    "SET TABLESPACE "
                                            + Identifier.quote(
                                                    space == null ? "pg_default" : space))
                            .copying("The files of the materialized view are copied."));
        }
        Options.change(out, alter, "", from.value("options"), to.value("options"));
        Options.change(
                out, alter, "toast.", from.value("toast_options"), to.value("toast_options"));
        if (changed.contains("replica_identity") && !to.has("replica_identity")) {
            out.add(TableKind.replicaIdentity(to, null));
        }
        if (changed.contains("clustered_on") && !to.has("clustered_on")) {
            out.add(TableKind.clusterOn(to));
        }
        return out;
    }
}
