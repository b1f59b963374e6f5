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
        return List.of(
                ownedBy(node, Identifier.quote(path.segment(1)) + "." + Identifier.quote(path.name())));
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
                            "ALTER " + target(to) + " SET "
                                    + (to.has("persistence") ? "UNLOGGED" : "LOGGED"),
                            Ddl.Lock.ACCESS_EXCLUSIVE));
        }
        String numbers = numbers(to);
        if (!numbers.equals(numbers(from))) {
            out.add(Ddl.of("ALTER " + target(to) + numbers, LOCK));
        }
        return out;
    }

    /** Writes everything that counts, because a new type or direction brings other defaults. */
    private static String numbers(Node node) {
        String type = node.text("type");
        String increment = node.text("increment");
        String cache = node.text("cache");
        StringBuilder sql = new StringBuilder(120);
        sql.append(" AS ").append(type == null ? "bigint" : type);
        sql.append(" INCREMENT BY ").append(increment == null ? "1" : increment);
        sql.append(node.has("minimum") ? " MINVALUE " + node.required("minimum") : " NO MINVALUE");
        sql.append(node.has("maximum") ? " MAXVALUE " + node.required("maximum") : " NO MAXVALUE");
        sql.append(" START WITH ").append(start(node));
        sql.append(" CACHE ").append(cache == null ? "1" : cache);
        return sql.append(node.has("cycle") ? " CYCLE" : " NO CYCLE").toString();
    }

    private static String start(Node node) {
        String increment = node.text("increment");
        boolean down = increment != null && increment.charAt(0) == '-';
        String start = node.text("start");
        if (start == null) {
            start = node.text(down ? "maximum" : "minimum");
        }
        return start != null ? start : down ? "-1" : "1";
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
