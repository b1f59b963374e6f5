package org.gitversion.test.random;

import java.util.List;
import java.util.Map;

/**
 * Statements about some kinds of objects, as {@link Template}s.
 *
 * @param creations what creates objects
 * @param changes what changes them
 */
record Family(List<String> creations, List<String> changes) {
    static final Map<String, Family> ALL =
            Map.ofEntries(
                    Map.entry("tables", Tables.FAMILY),
                    Map.entry("constraints", Constraints.FAMILY),
                    Map.entry("partitions", Partitions.FAMILY),
                    Map.entry("inheritance", Heirs.FAMILY),
                    Map.entry("types", Types.FAMILY),
                    Map.entry("routines", Routines.FAMILY),
                    Map.entry("views", Views.FAMILY),
                    Map.entry("triggers", Triggers.FAMILY),
                    Map.entry("operators", Operators.FAMILY),
                    Map.entry("text search", TextSearch.FAMILY),
                    Map.entry("foreign tables", ForeignTables.FAMILY),
                    Map.entry("sequences", Sequences.FAMILY),
                    Map.entry("attributes", Attributes.FAMILY));
}
