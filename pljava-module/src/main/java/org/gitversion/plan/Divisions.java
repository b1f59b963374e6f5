package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gitversion.canonical.Mentions;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** How the rows of tables are divided into partitions. */
public final class Divisions {
    private Divisions() {}

    /**
     * Tells whether the rows of a table are divided in another way.
     *
     * @param was the table as it is
     * @param table the table as it shall be
     * @param from the state it is in
     * @param to the state to reach
     * @return true where they would have to be moved
     */
    public static boolean differ(Node was, Node table, SchemaTree from, SchemaTree to) {
        return !haveOneKey(was, table) || retyped(was, from, to) != null;
    }

    private static boolean haveOneKey(Node was, Node table) {
        return Objects.equals(
                was.text(Inheritance.PARTITION_KEY), table.text(Inheritance.PARTITION_KEY));
    }

    /** A column of a partition key that gets another type, which PostgreSQL does not give it. */
    private static @Nullable Node retyped(Node was, SchemaTree from, SchemaTree to) {
        String text = was.text(Inheritance.PARTITION_KEY);
        Mentions key = Mentions.of(text == null ? "" : text);
        for (Node column : from.below(was.path())) {
            Node after = to.get(column.path());
            if (after != null
                    && after.kind() == column.kind()
                    && column.kind().folder().equals(ColumnKind.FOLDER)
                    && key.hasName(column.name())
                    && !(Objects.equals(column.text("type"), after.text("type"))
                            && Objects.equals(column.text("collation"), after.text("collation")))) {
                return after;
            }
        }
        return null;
    }

    static GitVersionException refusal(Node was, Node table, SchemaTree from, SchemaTree to) {
        Node column = haveOneKey(was, table) ? retyped(was, from, to) : null;
        String before = was.text(Inheritance.PARTITION_KEY);
        String after = table.text(Inheritance.PARTITION_KEY);
        return new GitVersionException(
                        ErrorCode.CANNOT_ALTER,
                        "table \""
                                + table.path()
                                + "\" cannot be partitioned in another way in place",
                        (column == null
                                        ? "It is to go from "
                                                + words(before)
                                                + " to "
                                                + words(after)
                                        : "Column \""
                                                + column.path()
                                                + "\" of its partition key gets another type")
                                + ", and all its rows would have to be moved.",
                        "Nothing was changed. Call with p_move_data => true, which makes the table"
                                + " again and moves its rows.")
                .about(table.path().toString(), null);
    }

    private static String words(@Nullable String key) {
        return key == null ? "no partitions" : "PARTITION BY " + key;
    }

    /** Lists the partitions of a table. */
    static List<Path> partitions(Path table, SchemaTree tree) {
        List<Path> out = new ArrayList<>();
        for (Node node : tree.referring(table)) {
            if (Inheritance.isPartition(node) && Inheritance.parents(node).contains(table)) {
                out.add(node.path());
            }
        }
        return out;
    }

    /** Tells whether a table is another one, or a partition below it. */
    static boolean isIn(Path table, Path root, SchemaTree tree) {
        Path up = table;
        while (up != null && !up.equals(root)) {
            Node node = tree.get(up);
            up =
                    node == null || !Inheritance.isPartition(node)
                            ? null
                            : Inheritance.parents(node).get(0);
        }
        return up != null;
    }
}
