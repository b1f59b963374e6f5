package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Node;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Storage parameters: items of the form {@code name=value}, as in {@code pg_class.reloptions}. */
final class Options {
    private static final Set<String> GENTLE =
            Set.of(
                    "fillfactor",
                    "toast_tuple_target",
                    "parallel_workers",
                    "vacuum_index_cleanup",
                    "vacuum_truncate",
                    "log_autovacuum_min_duration",
                    "deduplicate_items",
                    "n_distinct",
                    "n_distinct_inherited");

    private Options() {}

    /**
     * Returns the items of a slot in the order in which they were made, as far as the layout knows:
     * it means nothing, but a copy should look like its original.
     */
    static List<String> inOrder(Node node, String slot) {
        List<String> left = new ArrayList<>(TableKind.items(node, slot));
        List<String> out = new ArrayList<>(left.size());
        String order = node.layout().get(slot);
        for (String name : order == null ? new String[0] : order.split(",")) {
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i).startsWith(name + "=")) {
                    out.add(left.remove(i));
                    break;
                }
            }
        }
        out.addAll(left);
        return out;
    }

    /** Writes items as assignments with quoted values. */
    static List<String> assignments(List<String> items) {
        List<String> out = new ArrayList<>(items.size());
        for (String item : items) {
            int equals = item.indexOf('=');
            out.add(
                    item.substring(0, equals)
                            + "="
                            + Identifier.literal(item.substring(equals + 1)));
        }
        return out;
    }

    /** Appends the SET and RESET that turn one set of parameters into another. */
    static void change(
            List<Ddl> out, Alter alter, String prefix, @Nullable Value from, @Nullable Value to) {
        List<String> before = from == null ? List.of() : from.items();
        List<String> after = to == null ? List.of() : to.items();
        List<String> set = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String item : after) {
            kept.add(name(item));
            if (!before.contains(item)) {
                set.add(prefix + item);
            }
        }
        List<String> reset = new ArrayList<>();
        for (String item : before) {
            if (!kept.contains(name(item))) {
                reset.add(prefix + name(item));
            }
        }
        if (!reset.isEmpty()) {
            out.add(alter.to("RESET (" + String.join(", ", reset) + ")", lock(reset)));
        }
        if (!set.isEmpty()) {
            out.add(alter.to("SET (" + String.join(", ", assignments(set)) + ")", lock(set)));
        }
    }

    /** Readers and writers need not wait for what vacuum and later inserts go by. */
    private static Ddl.Lock lock(List<String> parameters) {
        for (String parameter : parameters) {
            String name = parameter.indexOf('=') < 0 ? parameter : name(parameter);
            name = name.substring(name.indexOf('.') + 1);
            if (!name.startsWith("autovacuum_") && !GENTLE.contains(name)) {
                return Ddl.Lock.ACCESS_EXCLUSIVE;
            }
        }
        return Ddl.Lock.SHARE_UPDATE_EXCLUSIVE;
    }

    /** Writes the OPTIONS of what belongs to a foreign server, with a blank in front. */
    static String foreign(Node node) {
        List<String> out = new ArrayList<>();
        for (String item : inOrder(node, "foreign_options")) {
            out.add(foreign(item));
        }
        return out.isEmpty() ? "" : " OPTIONS (" + String.join(", ", out) + ")";
    }

    private static String foreign(String item) {
        return Identifier.quote(name(item))
                + " "
                + Identifier.literal(item.substring(name(item).length() + 1));
    }

    /** Appends the statement that turns one set of foreign options into another. */
    static void changeForeign(
            List<Ddl> out, Alter alter, @Nullable Value from, @Nullable Value to) {
        List<String> before = names(from);
        List<String> after = names(to);
        List<String> clauses = new ArrayList<>();
        for (String name : before) {
            if (!after.contains(name)) {
                clauses.add("DROP " + Identifier.quote(name));
            }
        }
        for (String item : to == null ? List.<String>of() : to.items()) {
            if (from == null || !from.items().contains(item)) {
                clauses.add((before.contains(name(item)) ? "SET " : "ADD ") + foreign(item));
            }
        }
        if (!clauses.isEmpty()) {
            out.add(alter.to("OPTIONS (" + String.join(", ", clauses) + ")"));
        }
    }

    private static List<String> names(@Nullable Value options) {
        List<String> names = new ArrayList<>();
        if (options != null) {
            for (String item : options.items()) {
                names.add(name(item));
            }
        }
        return names;
    }

    private static String name(String item) {
        return item.substring(0, item.indexOf('='));
    }
}
