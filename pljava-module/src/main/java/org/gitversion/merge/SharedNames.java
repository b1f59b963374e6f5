package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** Names that objects of several kinds share: indexes, keys and sequences have those of tables. */
final class SharedNames {
    private final Map<String, Path> holders = new HashMap<>();

    /**
     * Finds what one side dropped and what therefore makes way for another object of its name.
     *
     * @param paths objects of the base whose merged paths are known since the last call
     * @param base the base
     * @param merged the merged paths
     * @param source one side
     * @param target the other side
     * @return paths of the base
     */
    List<Path> makingWay(
            Iterable<Path> paths,
            SchemaTree base,
            Map<Path, Path> merged,
            RenamedSide source,
            RenamedSide target) {
        List<Path> out = new ArrayList<>();
        for (Path path : paths) {
            Node node = base.get(path);
            Path place = merged.get(path);
            if (node == null || place == null) {
                continue;
            }
            for (String space : ObjectKinds.ALL.of(node).namespaces(node)) {
                String name = space + " " + place.name();
                Path other = holders.put(name, path);
                if (other == null || out.contains(other)) {
                    continue;
                }
                boolean stays = source.has(other) && target.has(other);
                if (!stays) {
                    out.add(other);
                } else if (!source.has(path) || !target.has(path)) {
                    out.add(path);
                    holders.put(name, other);
                }
            }
        }
        return out;
    }
}
