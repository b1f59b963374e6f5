package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Storage parameters: items of the form {@code name=value}, as in {@code pg_class.reloptions}. */
final class Options {
    private Options() {}

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
            List<Ddl> out, String alter, String prefix, @Nullable Value from, @Nullable Value to) {
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
        Ddl.Lock lock = Ddl.Lock.ACCESS_EXCLUSIVE;
        if (!reset.isEmpty()) {
            out.add(Ddl.of(alter + "RESET (" + String.join(", ", reset) + ")", lock));
        }
        if (!set.isEmpty()) {
            out.add(Ddl.of(alter + "SET (" + String.join(", ", assignments(set)) + ")", lock));
        }
    }

    private static String name(String item) {
        return item.substring(0, item.indexOf('='));
    }
}
