package org.gitversion.history;

import java.util.List;
import org.gitversion.kind.ConstraintKind;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;

/**
 * How many rows of some catalogs stand for a part of a schema. Rows that were written are seen by
 * their transaction; rows that are gone are missed by counting. The order is that of {@code
 * gitversion_internal.catalog_counts}, whose first two numbers are hashes.
 */
final class RowCounts {
    private static final int HASHES = 2;
    private static final int RELATIONS = 2;
    private static final int CONSTRAINTS = 3;
    private static final int TYPES = 4;
    private static final int ROUTINES = 5;
    private static final int TRIGGERS = 6;
    private static final int POLICIES = 7;
    private static final int RULES = 8;
    private static final int STATISTICS = 9;
    private static final int COMMENTS = 10;

    private final long[] counts = new long[COMMENTS + 1];

    private RowCounts() {}

    /**
     * Tells whether a change of a part explains all that the counts of the whole schema differ.
     *
     * @param before the counts at the head
     * @param now the counts now
     * @param from the part as it is at the head
     * @param to the part as it is now
     * @return false when something else must have appeared or disappeared
     */
    static boolean explain(List<String> before, List<String> now, SchemaTree from, SchemaTree to) {
        long[] gone = of(from).counts;
        long[] come = of(to).counts;
        for (int i = HASHES; i < gone.length; i++) {
            long expected = Long.parseLong(before.get(i)) - gone[i] + come[i];
            if (Long.parseLong(now.get(i)) != expected) {
                return false;
            }
        }
        return true;
    }

    private static RowCounts of(SchemaTree part) {
        RowCounts counts = new RowCounts();
        for (Node node : part.nodes()) {
            counts.add(node);
        }
        return counts;
    }

    private void add(Node node) {
        if (node.has(Kind.COMMENT)) {
            counts[COMMENTS]++;
        }
        Value parts = node.slots().get(Kind.PART_COMMENTS);
        if (parts != null) {
            counts[COMMENTS] += parts.items().size();
        }
        switch (node.kind().name()) {
            case "table":
            case "foreign_table":
            case "view":
            case "materialized_view":
            case "sequence":
            case "index":
            case "composite":
                counts[RELATIONS]++;
                break;
            case "column":
                counts[RELATIONS] += node.has("identity_sequence") ? 1 : 0;
                break;
            case "constraint":
                addConstraint(node);
                break;
            default:
                addOther(node);
        }
    }

    private void addConstraint(Node node) {
        counts[CONSTRAINTS]++;
        String type = node.required("type");
        if (ConstraintKind.hasIndex(type)) {
            counts[RELATIONS]++;
        }
        counts[COMMENTS] += node.has("index_comment") ? 1 : 0;
    }

    private void addOther(Node node) {
        switch (node.kind().name()) {
            case "domain_constraint":
                counts[CONSTRAINTS]++;
                break;
            case "domain":
            case "enum":
                counts[TYPES]++;
                break;
            case "function":
            case "procedure":
            case "aggregate":
                counts[ROUTINES]++;
                break;
            case "trigger":
                counts[TRIGGERS]++;
                counts[CONSTRAINTS] += node.has("constraint") ? 1 : 0;
                break;
            case "policy":
                counts[POLICIES]++;
                break;
            case "rule":
                counts[RULES]++;
                break;
            case "statistics":
                counts[STATISTICS]++;
                break;
            default:
        }
    }
}
