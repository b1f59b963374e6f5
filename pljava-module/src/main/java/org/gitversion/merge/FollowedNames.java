package org.gitversion.merge;

import java.util.Map;
import java.util.TreeMap;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;

/** Follows what a schema holds from before some statements to after them. */
final class FollowedNames {
    private FollowedNames() {}

    /** What the objects of a schema are called now, by the identity of each; labels as named. */
    static Renames of(LiveSchema before, LiveSchema after, Renames names) {
        Map<Path, Path> out = new TreeMap<>();
        for (Node node : before.tree().nodes()) {
            Address address = before.address(node.path());
            Path now = address == null ? null : after.paths().get(address);
            if (now != null) {
                out.put(node.path(), now);
            }
        }
        for (Map.Entry<Path, Path> entry : names.byOld().entrySet()) {
            if (Label.isIn(before.tree(), entry.getKey())) {
                out.put(entry.getKey(), entry.getValue());
            }
        }
        return Renames.of(out);
    }
}
