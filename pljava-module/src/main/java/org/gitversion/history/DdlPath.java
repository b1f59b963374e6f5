package org.gitversion.history;

import java.util.List;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** The paths of objects as event triggers name them. */
final class DdlPath {
    private DdlPath() {}

    /**
     * Finds a path.
     *
     * @param type as pg_identify_object_as_address names it, or null
     * @param names as that function gives them, the schema first, or null
     * @return the path, or null for what has none or another than its names tell (routines)
     */
    static @Nullable Path of(@Nullable String type, @Nullable List<String> names) {
        if (type == null || names == null || names.size() < 2) {
            return null;
        }
        String name = names.get(1);
        String part = names.size() > 2 ? names.get(2) : "";
        switch (type) {
            case "table":
            case "index":
            case "sequence":
            case "view":
            case "materialized view":
                return Path.of(folder(type.replace(' ', '_')), name);
            case "type":
                return Path.of(folder("enum"), name);
            case "table column":
                return Path.of(folder("table"), name, folder("column"), part);
            case "table constraint":
                return Path.of(folder("table"), name, folder("constraint"), part);
            case "trigger":
            case "policy":
            case "rule":
                return Path.of(folder(type), name, part);
            default:
                return null;
        }
    }

    private static String folder(String kindName) {
        Kind kind = ObjectKinds.ALL.byName(kindName);
        if (kind == null) {
            throw new IllegalStateException("no kind " + kindName);
        }
        return kind.folder();
    }
}
