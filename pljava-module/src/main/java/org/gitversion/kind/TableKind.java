package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Ordinary tables. Columns and constraints are nodes below the table. */
public final class TableKind extends ObjectKind {
    /** The folder of tables. */
    public static final String FOLDER = "tables";

    private static final String ROW_SECURITY = "row_security";
    private static final String FORCE_ROW_SECURITY = "force_row_security";

    private static final Kind KIND =
            Kind.of(
                    "table",
                    FOLDER,
                    Slot.atomic("persistence"),
                    Slot.atomic("access_method"),
                    Slot.atomic("tablespace"),
                    Slot.set("options"),
                    Slot.set("toast_options"),
                    Slot.atomic("replica_identity"),
                    Slot.atomic(ROW_SECURITY),
                    Slot.atomic(FORCE_ROW_SECURITY));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public String target(Node node) {
        return "TABLE " + name(node);
    }

    @Override
    public String grantTarget(Node node) {
        return target(node);
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    @Override
    public boolean rebuildable(Node node) {
        return false;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        StringBuilder sql = new StringBuilder(200).append("CREATE ");
        sql.append("unlogged".equals(node.text("persistence")) ? "UNLOGGED " : "");
        sql.append("TABLE ").append(name(node)).append(" (");
        String separator = "\n    ";
        List<Ddl> after = new ArrayList<>(2);
        for (Node column : ColumnKind.inOrder(node, tree)) {
            sql.append(separator).append(ColumnKind.definition(column));
            separator = ",\n    ";
            after.addAll(ColumnKind.afterCreate(column));
        }
        for (Node child : tree.below(node.path())) {
            ObjectKind kind = ObjectKinds.ALL.of(child);
            if (kind instanceof ConstraintKind && kind.createdWithParent(child, tree)) {
                sql.append(separator).append(ConstraintKind.definition(child));
                separator = ",\n    ";
            }
        }
        sql.append(separator.length() > 5 ? "\n)" : ")");
        appendSuffix(sql, node);
        List<Ddl> out = new ArrayList<>(1 + after.size());
        out.add(Ddl.of(sql.toString()));
        out.addAll(after);
        changeRowSecurity(out, node, node.has(ROW_SECURITY), node.has(FORCE_ROW_SECURITY));
        return out;
    }

    private static void changeRowSecurity(List<Ddl> out, Node node, boolean main, boolean force) {
        String alter = "ALTER TABLE " + name(node) + " ";
        String what = " ROW LEVEL SECURITY";
        if (main) {
            String verb = node.has(ROW_SECURITY) ? "ENABLE" : "DISABLE";
            out.add(Ddl.of(alter + verb + what, Ddl.Lock.ACCESS_EXCLUSIVE));
        }
        if (force) {
            String verb = node.has(FORCE_ROW_SECURITY) ? "FORCE" : "NO FORCE";
            out.add(Ddl.of(alter + verb + what, Ddl.Lock.ACCESS_EXCLUSIVE));
        }
    }

    /** Appends what CREATE says behind the columns. */
    static void appendSuffix(StringBuilder sql, Node node) {
        if (node.has("access_method")) {
            sql.append(" USING ").append(Identifier.quote(node.required("access_method")));
        }
        List<String> options = new ArrayList<>(items(node, "options"));
        for (String option : items(node, "toast_options")) {
            options.add("toast." + option);
        }
        if (!options.isEmpty()) {
            sql.append(" WITH (")
                    .append(String.join(", ", Options.assignments(options)))
                    .append(')');
        }
        if (node.has("tablespace")) {
            sql.append(" TABLESPACE ").append(Identifier.quote(node.required("tablespace")));
        }
    }

    @Override
    public List<Ddl> finish(Node node, SchemaTree tree) {
        String identity = node.text("replica_identity");
        return identity == null ? List.of() : List.of(replicaIdentity(node, identity));
    }

    static Ddl replicaIdentity(Node node, @Nullable String identity) {
        return Ddl.of(
                "ALTER TABLE "
                        + name(node)
                        + " REPLICA IDENTITY "
                        + (identity == null ? "DEFAULT" : identity),
                Ddl.Lock.ACCESS_EXCLUSIVE);
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(2);
        String table = "ALTER TABLE " + name(to) + " ";
        if (changed.contains("persistence")) {
            out.add(
                    Ddl.of(
                                    table
                                            + "SET "
                                            + (to.has("persistence") ? "UNLOGGED" : "LOGGED"),
                                    Ddl.Lock.ACCESS_EXCLUSIVE)
                            .rewriting("The table is written anew."));
        }
        if (changed.contains("access_method")) {
            return null;
        }
        if (changed.contains("tablespace")) {
            String space = to.text("tablespace");
            out.add(
                    Ddl.of(
                                    table
                                            + "SET TABLESPACE "
                                            + Identifier.quote(
                                                    space == null ? "pg_default" : space),
                                    Ddl.Lock.ACCESS_EXCLUSIVE)
                            .rewriting("The files of the table are copied."));
        }
        Options.change(out, table, "", from.value("options"), to.value("options"));
        Options.change(
                out, table, "toast.", from.value("toast_options"), to.value("toast_options"));
        if (changed.contains("replica_identity") && !to.has("replica_identity")) {
            out.add(replicaIdentity(to, null));
        }
        changeRowSecurity(
                out, to, changed.contains(ROW_SECURITY), changed.contains(FORCE_ROW_SECURITY));
        return out;
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(
                Ddl.of("DROP TABLE " + name(node), Ddl.Lock.ACCESS_EXCLUSIVE)
                        .losing("The rows of the table are lost."));
    }

    static List<String> items(Node node, String slot) {
        Value value = node.value(slot);
        return value == null ? List.of() : value.items();
    }

    private static String name(Node node) {
        return Identifier.quote(node.name());
    }

    /** Returns the path of the table with a name. */
    static Path path(String name) {
        return Path.of(FOLDER, name);
    }
}
