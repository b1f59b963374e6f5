package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** How the rows of tables are divided into partitions. */
public final class Divisions {
    private Divisions() {}

    /**
     * Tells whether the rows of a table are divided in another way.
     *
     * @param was the table as it is
     * @param table the table as it shall be
     * @return true where they would have to be moved
     */
    public static boolean differ(Node was, Node table) {
        return !Objects.equals(
                was.text(Inheritance.PARTITION_KEY), table.text(Inheritance.PARTITION_KEY));
    }

    static GitVersionException refusal(Node was, Node table) {
        String before = was.text(Inheritance.PARTITION_KEY);
        String after = table.text(Inheritance.PARTITION_KEY);
        return new GitVersionException(
                        ErrorCode.CANNOT_ALTER,
                        "table \""
                                + table.path()
                                + "\" cannot be partitioned in another way in place",
                        "It is to go from "
                                + (before == null ? "no partitions" : "PARTITION BY " + before)
                                + " to "
                                + (after == null ? "no partitions" : "PARTITION BY " + after)
                                + ", and all its rows would have to be moved.",
                        "Nothing was changed. Call with p_move_data => true, which makes the table"
                                + " again and moves its rows.")
                .about(table.path().toString(), null);
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
