package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Sequences. Those of identity columns belong to the column; the current value is data. */
public final class SequenceKind extends ObjectKind {
    /** The folder of sequences. */
    public static final String FOLDER = "sequences";

    private static final Kind KIND =
            Kind.of(
                    "sequence",
                    FOLDER,
                    Slot.atomic("type"),
                    Slot.atomic("start"),
                    Slot.atomic("increment"),
                    Slot.atomic("minimum"),
                    Slot.atomic("maximum"),
                    Slot.atomic("cache"),
                    Slot.atomic("cycle"),
                    Slot.atomic("persistence"),
                    Slot.atomic("owned_by"));

    private static final Ddl.Lock LOCK = Ddl.Lock.SHARE_ROW_EXCLUSIVE;

    @Override
    public Kind kind() {
        return KIND;
    }

    /** It is no type, but PostgreSQL does not create it beside a type of its name. */
    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public String target(Node node) {
        return "SEQUENCE " + Identifier.quote(node.name());
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
        StringBuilder sql = new StringBuilder(60).append("CREATE ");
        sql.append(node.has("persistence") ? "UNLOGGED " : "").append(target(node));
        append(sql, " AS ", node.text("type"));
        append(sql, " INCREMENT BY ", node.text("increment"));
        append(sql, " MINVALUE ", node.text("minimum"));
        append(sql, " MAXVALUE ", node.text("maximum"));
        append(sql, " START WITH ", node.text("start"));
        append(sql, " CACHE ", node.text("cache"));
        sql.append(node.has("cycle") ? " CYCLE" : "");
        return List.of(Ddl.of(sql.toString()));
    }

    private static void append(StringBuilder sql, String words, @Nullable String number) {
        if (number != null) {
            sql.append(words).append(number);
        }
    }

    @Override
    public List<Ddl> finish(Node node, SchemaTree tree) {
        String column = node.text("owned_by");
        if (column == null) {
            return List.of();
        }
        Path path = Path.parse(column);
        String table = Identifier.quote(path.segment(1));
        return List.of(ownedBy(node, table + "." + Identifier.quote(path.name())));
    }

    @Override
    public List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(2);
        if (changed.contains("owned_by") && from.has("owned_by")) {
            out.add(ownedBy(to, "NONE"));
        }
        if (changed.contains("persistence")) {
            out.add(
                    Ddl.of(
                            "ALTER "
                                    + target(to)
                                    + " SET "
                                    + (to.has("persistence") ? "UNLOGGED" : "LOGGED"),
                            Ddl.Lock.ACCESS_EXCLUSIVE));
        }
        if (!numbers(to).equals(numbers(from))) {
            out.add(alterNumbers(from, to));
        }
        return out;
    }

    private static Ddl alterNumbers(Node from, Node to) {
        String sql = "ALTER SEQUENCE " + Identifier.quote(to.name()) + numbers(to);
        Ddl alter = Ddl.of(sql, LOCK);
        boolean above = Long.parseLong(minimum(to)) > Long.parseLong(minimum(from));
        boolean below = Long.parseLong(maximum(to)) < Long.parseLong(maximum(from));
        boolean onlyForward = descends(to) ? below && !above : above && !below;
        return onlyForward && descends(to) == descends(from)
                ? alter.noting("The sequence goes on to its start if that is where it may be.")
                        .orElse("22023", sql + " RESTART")
                : alter;
    }

    /** Writes all numbers: left out, they would follow from the former type and direction. */
    private static String numbers(Node node) {
        return " AS "
                + type(node)
                + " INCREMENT BY "
                + or(node.text("increment"), "1")
                + " MINVALUE "
                + minimum(node)
                + " MAXVALUE "
                + maximum(node)
                + " START WITH "
                + or(node.text("start"), descends(node) ? maximum(node) : minimum(node))
                + " CACHE "
                + or(node.text("cache"), "1")
                + (node.has("cycle") ? " CYCLE" : " NO CYCLE");
    }

    private static String type(Node node) {
        return or(node.text("type"), "bigint");
    }

    private static boolean descends(Node node) {
        return or(node.text("increment"), "1").charAt(0) == '-';
    }

    private static String minimum(Node node) {
        return or(node.text("minimum"), descends(node) ? lowest(type(node)) : "1");
    }

    private static String maximum(Node node) {
        return or(node.text("maximum"), descends(node) ? "-1" : highest(type(node)));
    }

    private static String or(@Nullable String number, String otherwise) {
        return number == null ? otherwise : number;
    }

    private static String lowest(String type) {
        return "-"
                + (type.equals("smallint")
                        ? "32768"
                        : type.equals("integer") ? "2147483648" : "9223372036854775808");
    }

    private static String highest(String type) {
        return type.equals("smallint")
                ? "32767"
                : type.equals("integer") ? "2147483647" : "9223372036854775807";
    }

    private static Ddl ownedBy(Node node, String column) {
        return Ddl.of(
                "ALTER SEQUENCE " + Identifier.quote(node.name()) + " OWNED BY " + column, LOCK);
    }

    /** A sequence goes with the column that owns it. */
    @Override
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        String column = node.text("owned_by");
        return column == null || tree.get(Path.parse(column)) == null ? null : Path.parse(column);
    }
}
