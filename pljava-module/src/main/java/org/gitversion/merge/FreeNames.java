package org.gitversion.merge;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Value;

/** Names that PostgreSQL would give to what a child gets with its parent. */
final class FreeNames {
    private static final int NAME_BYTES = 63;

    private FreeNames() {}

    /** Finds a name for a new key, foreign key or index, as PostgreSQL does. */
    static Path path(Map<Path, Node> merged, Node table, Path parent, Node origin) {
        boolean index = origin.has("table");
        Path folder = index ? Path.of("indexes") : table.path().child("constraints");
        if (origin.has("references")) {
            return free(merged, folder, origin.name(), "", Set.of());
        }
        StringBuilder name = new StringBuilder(table.name());
        boolean primary = "PRIMARY KEY".equals(origin.text("type"));
        Value keys = primary ? null : origin.value(index ? "keys" : "columns");
        for (String key : keys == null ? List.<String>of() : keys.items()) {
            boolean plain = merged.containsKey(parent.child("columns", key));
            name.append('_').append(plain ? key : "expr");
        }
        String suffix = primary ? "_pkey" : index ? "_idx" : "_key";
        return free(merged, folder, name.toString(), suffix, names(merged));
    }

    private static Set<String> names(Map<Path, Node> merged) {
        Set<String> out = new HashSet<>();
        for (Node node : merged.values()) {
            if (ObjectKinds.ALL.of(node).namespaces(node).contains("relation")) {
                out.add(node.name());
            }
        }
        return out;
    }

    private static Path free(
            Map<Path, Node> merged, Path folder, String name, String suffix, Set<String> taken) {
        String number = "";
        for (int i = 1; ; i++) {
            String full = cut(name, NAME_BYTES - suffix.length() - number.length());
            Path path = folder.child(full + suffix + number);
            if (!merged.containsKey(path) && !taken.contains(path.name())) {
                return path;
            }
            number = String.valueOf(i);
        }
    }

    private static String cut(String name, int bytes) {
        String out = name;
        while (out.getBytes(StandardCharsets.UTF_8).length > bytes) {
            out = out.substring(0, out.offsetByCodePoints(out.length(), -1));
        }
        return out;
    }
}
