package org.gitversion.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Constraints of tables: keys, CHECK, EXCLUDE, NOT NULL that is not valid or not inherited. */
public final class ConstraintKind extends ObjectKind {
    /** The folder of constraints below their table. */
    public static final String FOLDER = "constraints";

    private static final String TYPE = "type";
    static final String CHECK = "CHECK";
    static final String FOREIGN_KEY = "FOREIGN KEY";
    static final String NOT_NULL = "NOT NULL";
    static final String EXCLUDE = "EXCLUDE";
    private static final String ENFORCED = "enforced";
    static final String PERIOD = "period";

    private static final Kind KIND =
            Kind.of(
                    "constraint",
                    FOLDER,
                    Slot.atomic(TYPE),
                    Slot.wholeList("columns"),
                    Slot.wholeList("include"),
                    Slot.atomic("nulls_not_distinct"),
                    Slot.text("expression").worded(),
                    Slot.atomic("no_inherit"),
                    Slot.atomic("references"),
                    Slot.wholeList("foreign_columns"),
                    Slot.atomic("match"),
                    Slot.atomic("on_update"),
                    Slot.atomic("on_delete"),
                    Slot.wholeList("on_delete_columns"),
                    Slot.atomic("exclusion").worded(),
                    Slot.set("options"),
                    Slot.atomic("tablespace"),
                    Slot.atomic("deferrable"),
                    Slot.atomic("validated"),
                    Slot.set("statistics"),
                    Slot.atomic("index_comment"),
                    Slot.atomic(Inheritance.INHERITED),
                    Slot.atomic(Inheritance.ATTACHED_TO),
                    Slot.atomic(ENFORCED),
                    Slot.atomic(PERIOD));

    private static final Set<String> ALTERABLE =
            new HashSet<>(
                    Arrays.asList(
                            "options",
                            "tablespace",
                            "deferrable",
                            ENFORCED,
                            "validated",
                            "statistics",
                            "index_comment",
                            Inheritance.INHERITED,
                            Inheritance.ATTACHED_TO));

    @Override
    public Kind kind() {
        return KIND;
    }

    /** Keys are kept by an index of the same name. */
    @Override
    public Set<String> namespaces(Node node) {
        return isKey(node) ? Set.of("relation") : Set.of();
    }

    /** A key has an index. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return isKey(node) ? 2 : ties(node) ? 1 : 0;
    }

    /** A foreign key has four triggers. */
    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return isType(node, FOREIGN_KEY) ? 5 : isKey(node) ? 2 : 1;
    }

    @Override
    public int rank() {
        return 75;
    }

    @Override
    public String target(Node node) {
        return "CONSTRAINT " + name(node) + " ON " + table(node);
    }

    /** What can depend on an extension is the index of a key. */
    @Override
    public String extensionTarget(Node node) {
        return "INDEX " + name(node);
    }

    @Override
    public boolean createdWithParent(Node node, SchemaTree tree) {
        boolean foreign = isType(node, FOREIGN_KEY);
        boolean moved = isType(node, EXCLUDE) && node.has("tablespace");
        boolean attached = node.has(Inheritance.ATTACHED_TO) || isKeyOfParent(node, tree);
        if (foreign || moved || attached || node.has("validated")) {
            return false;
        }
        Path table = node.path().up(2);
        for (Path reference : node.references()) {
            if (table == null || !reference.isBelow(table)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether the partitions of the table have keys of their own that belong to this one. */
    private static boolean isKeyOfParent(Node node, SchemaTree tree) {
        Path table = node.path().up(2);
        Node owner = table == null ? null : tree.get(table);
        return owner != null && owner.has(Inheritance.PARTITION_KEY) && isKey(node);
    }

    /** The rows of a foreign table are taken to be as it says. */
    private static boolean isForeign(Node node, SchemaTree tree) {
        Path table = node.path().up(2);
        Node owner = table == null ? null : tree.get(table);
        return owner != null && owner.has("server");
    }

    private static boolean isKey(Node node) {
        return hasIndex(node.required(TYPE));
    }

    /**
     * Tells whether a constraint of a type is kept by an index.
     *
     * @param type the type, as in the slot of that name
     * @return true for keys and exclusion constraints
     */
    public static boolean hasIndex(String type) {
        return !type.equals(CHECK) && !type.equals(FOREIGN_KEY) && !type.equals(NOT_NULL);
    }

    @Override
    public List<Ddl> attach(@Nullable Node from, Node to, SchemaTree tree) {
        return isKey(to) ? IndexKind.attachTo(to) : List.of();
    }

    /** Writes a constraint as an element of CREATE TABLE. */
    static String definition(Node node) {
        StringBuilder sql = new StringBuilder(80);
        sql.append("CONSTRAINT ").append(name(node)).append(' ');
        if (isType(node, EXCLUDE)) {
            return sql.append(node.required("exclusion")).toString();
        }
        sql.append(node.required(TYPE));
        if (isType(node, CHECK)) {
            sql.append(" (").append(node.required("expression")).append(')');
            sql.append(node.has("no_inherit") ? " NO INHERIT" : "");
        } else if (isType(node, NOT_NULL)) {
            sql.append(' ').append(list(node, "columns", ", ", ""));
            sql.append(node.has("no_inherit") ? " NO INHERIT" : "");
        } else if (isType(node, FOREIGN_KEY)) {
            appendForeignKey(sql, node);
        } else {
            appendKey(sql, node);
        }
        if (node.has("deferrable")) {
            sql.append(' ').append(node.required("deferrable"));
        }
        sql.append(node.has(ENFORCED) ? " NOT ENFORCED" : "");
        return sql.append(node.has("validated") ? " NOT VALID" : "").toString();
    }

    private static void appendKey(StringBuilder sql, Node node) {
        sql.append(node.has("nulls_not_distinct") ? " NULLS NOT DISTINCT " : " ");
        sql.append(columns(node, "columns", "", " WITHOUT OVERLAPS"));
        if (node.has("include")) {
            sql.append(" INCLUDE ").append(columns(node, "include"));
        }
        if (node.has("options")) {
            List<String> options = Options.assignments(Options.inOrder(node, "options"));
            sql.append(" WITH (").append(String.join(", ", options)).append(')');
        }
        if (node.has("tablespace")) {
            sql.append(" USING INDEX TABLESPACE ");
            sql.append(Identifier.quote(node.required("tablespace")));
        }
    }

    private static void appendForeignKey(StringBuilder sql, Node node) {
        sql.append(' ').append(columns(node, "columns", "PERIOD ", ""));
        sql.append(" REFERENCES ").append(node.required("references"));
        sql.append(columns(node, "foreign_columns", "PERIOD ", ""));
        append(sql, " MATCH ", node.text("match"));
        append(sql, " ON UPDATE ", node.text("on_update"));
        append(sql, " ON DELETE ", node.text("on_delete"));
        if (node.has("on_delete_columns")) {
            sql.append(' ').append(columns(node, "on_delete_columns"));
        }
    }

    private static void append(StringBuilder sql, String words, @Nullable String text) {
        if (text != null) {
            sql.append(words).append(text);
        }
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        boolean foreign = isType(node, FOREIGN_KEY);
        String table = node.path().segment(1);
        Alter alter = isKeyOfParent(node, tree) ? Alter.only(table) : Alter.table(table);
        Ddl add =
                alter.to(
                        "ADD " + definition(node),
                        foreign ? Ddl.Lock.SHARE_ROW_EXCLUSIVE : Ddl.Lock.ACCESS_EXCLUSIVE);
        List<Ddl> out = new ArrayList<>(1);
        if (!isKey(node)) {
            boolean checks =
                    !node.has("validated") && !node.has(ENFORCED) && !isForeign(node, tree);
            add = checks ? add.scanning("All rows are checked.").as(OnlineForm.CHECK) : add;
            out.add(add);
        } else {
            boolean built = !isKeyOfParent(node, tree);
            out.add(built ? createWithParts(node).as(OnlineForm.KEY) : add);
        }
        if (isType(node, EXCLUDE) && node.has("tablespace")) {
            IndexKind.moveTo(out, node);
        }
        return out;
    }

    /**
     * Creates a key of a partitioned table together with those of its partitions.
     *
     * @param node the key
     * @return the statement
     */
    public static Ddl createWithParts(Node node) {
        return Alter.table(node.path().segment(1))
                .to("ADD " + definition(node))
                .scanning("An index is built over all rows.");
    }

    @Override
    public List<Ddl> finish(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        IndexKind.finishIndex(out, node, node.path().segment(1), tree);
        String comment = node.text("index_comment");
        if (comment != null) {
            out.add(indexComment(node, Identifier.literal(comment)));
        }
        return out;
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        boolean deferring = changed.contains("deferrable");
        boolean doubted = changed.contains("validated") && to.has("validated");
        boolean enforcing = changed.contains(ENFORCED);
        boolean fixed = (deferring || enforcing) && !isType(to, FOREIGN_KEY);
        boolean stored = changed.contains("options") && isKeyOfParent(to, tree);
        if (doubted || fixed || stored || !ALTERABLE.containsAll(changed)) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(2);
        Alter alter = Alter.table(to.path().segment(1));
        String constraint = "ALTER CONSTRAINT " + name(to);
        if (deferring) {
            String timing = to.text("deferrable");
            out.add(alter.to(constraint + " " + (timing == null ? "NOT DEFERRABLE" : timing)));
        }
        if (enforcing) {
            String words = to.has(ENFORCED) ? " NOT ENFORCED" : " ENFORCED";
            out.add(
                    alter.to(constraint + words)
                            .scanning("All rows are checked, unless it is not enforced."));
        } else if (changed.contains("validated")) {
            out.add(
                    alter.to("VALIDATE CONSTRAINT " + name(to), Ddl.Lock.SHARE_UPDATE_EXCLUSIVE)
                            .scanning("All rows are checked.")
                            .as(OnlineForm.VALIDATION));
        }
        IndexKind.alterIndex(out, from, to, changed);
        if (changed.contains("index_comment") && !to.has("index_comment")) {
            out.add(indexComment(to, "NULL"));
        }
        return out;
    }

    private static Ddl indexComment(Node node, String literal) {
        return Ddl.of(
                "COMMENT ON INDEX " + name(node) + " IS " + literal,
                Ddl.Lock.SHARE_UPDATE_EXCLUSIVE);
    }

    @Override
    public List<Ddl> rename(Node node, String newName) {
        if (isKey(node) && node.has(Inheritance.ATTACHED_TO)) {
            return List.of(IndexKind.renameTo(node, newName));
        }
        return List.of(
                Ddl.of(
                        "ALTER TABLE "
                                + table(node)
                                + " RENAME CONSTRAINT "
                                + name(node)
                                + " TO "
                                + Identifier.quote(newName),
                        Ddl.Lock.ACCESS_EXCLUSIVE));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(Alter.table(node.path().segment(1)).to("DROP CONSTRAINT " + name(node)));
    }

    @Override
    public boolean ties(Node node) {
        return isType(node, FOREIGN_KEY) && !node.has(Inheritance.ATTACHED_TO);
    }

    /**
     * A foreign key needs the keys and unique indexes over its columns in the other table. That of
     * a partition does not need that of the parent, which adopts it or brings it along.
     */
    @Override
    public Set<Path> needs(Node node, SchemaTree tree) {
        if (!isType(node, FOREIGN_KEY)) {
            return node.references();
        }
        Set<Path> out = new TreeSet<>(node.references());
        out.addAll(oneOf(node, tree));
        if (node.has(Inheritance.ATTACHED_TO)) {
            out.removeAll(Inheritance.origins(node, tree));
        }
        return out;
    }

    @Override
    public Set<Path> oneOf(Node node, SchemaTree tree) {
        Path referenced = isType(node, FOREIGN_KEY) ? referencedTable(node) : null;
        if (referenced == null) {
            return Set.of();
        }
        Set<String> columns = new HashSet<>(TableKind.items(node, "foreign_columns"));
        Set<Path> out = new TreeSet<>();
        for (Node child : tree.below(referenced.child(FOLDER))) {
            if (isKey(child) && columns.equals(new HashSet<>(TableKind.items(child, "columns")))) {
                out.add(child.path());
            }
        }
        IndexKind.addUnique(out, referenced.name(), columns, tree);
        return out;
    }

    @Override
    public @Nullable String offendingRows(Node node, SchemaTree tree) {
        return node.has(ENFORCED) ? null : ConstraintRows.offending(node);
    }

    /** The items of a slot, quoted. */
    static String list(Node node, String slot, String separator, String suffix) {
        List<String> out = new ArrayList<>(2);
        for (String name : TableKind.items(node, slot)) {
            out.add(Identifier.quote(name) + suffix);
        }
        return String.join(separator, out);
    }

    private static @Nullable Path referencedTable(Node node) {
        String table = node.required("references");
        for (Path reference : node.references()) {
            List<String> segments = reference.segments();
            if (segments.get(0).equals(TableKind.FOLDER)
                    && Identifier.quote(segments.get(1)).equals(table)) {
                return TableKind.path(segments.get(1));
            }
        }
        return null;
    }

    static boolean isType(Node node, String type) {
        return type.equals(node.text(TYPE));
    }

    static String columns(Node node, String slot) {
        return "(" + list(node, slot, ", ", "") + ")";
    }

    /** The columns of a key or foreign key, the last of which may be a period. */
    private static String columns(Node node, String slot, String before, String behind) {
        String all = columns(node, slot);
        List<String> names = TableKind.items(node, slot);
        if (!node.has(PERIOD) || names.isEmpty()) {
            return all;
        }
        String last = Identifier.quote(names.get(names.size() - 1));
        int start = all.length() - 1 - last.length();
        return all.substring(0, start) + before + last + behind + ")";
    }

    static String table(Node node) {
        return Identifier.quote(node.path().segment(1));
    }

    private static String name(Node node) {
        return Identifier.quote(node.name());
    }
}
