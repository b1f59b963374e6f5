package org.gitversion.branch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.db.Database;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;

/**
 * Reports string bodies that may speak of their schema in a way that nothing but running them shows
 * (dynamic SQL): in a branch they would still speak of the schema they came from.
 */
final class Suspicions {
    private static final int SHOWN = 10;

    private Suspicions() {}

    /**
     * Warns the client, once for all bodies.
     *
     * @param database the gateway
     * @param tree what was cloned
     * @param schema the raw name of the schema it was cloned from
     */
    static void report(Database database, SchemaTree tree, String schema) {
        List<String> found = new ArrayList<>();
        String name = schema.toLowerCase(Locale.ROOT);
        for (Node node : tree.nodes()) {
            String body = node.text("body");
            if (body != null && body.toLowerCase(Locale.ROOT).contains(name)) {
                for (String sentence : SchemaMarker.suspicions(body, schema)) {
                    found.add(node.path() + ": " + sentence);
                }
            }
        }
        if (found.isEmpty()) {
            return;
        }
        int count = found.size();
        List<String> shown = found.subList(0, Math.min(count, SHOWN));
        database.value(
                "SELECT gitversion_internal.warning(?::text, ?::text, ?::text)::text",
                "what the branch does may still depend on schema \"" + schema + "\"",
                String.join("; ", shown)
                        + (count > SHOWN ? "; and " + (count - SHOWN) + " more." : "."),
                "Look at these bodies: names inside of strings are not changed.");
    }
}
