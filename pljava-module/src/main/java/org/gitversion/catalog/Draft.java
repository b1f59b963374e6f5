package org.gitversion.catalog;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Shared;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** A node while its parts come together. */
final class Draft {
    final Path path;
    final Kind kind;
    final TreeMap<String, String> layout = new TreeMap<>();
    final TreeMap<String, Value> slots = new TreeMap<>();
    final TreeSet<Path> references = new TreeSet<>();
    private long definition;
    private long privileges;

    Draft(Path path, Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** Names and values in turns. */
    void addLayout(@Nullable List<String> pairs, Shared shared) {
        if (pairs != null) {
            for (int i = 0; i < pairs.size(); i += 2) {
                layout.put(shared.text(pairs.get(i)), shared.text(pairs.get(i + 1)));
            }
        }
    }

    /** Takes in the version of a row about the object. */
    void addVersion(String slot, long version) {
        if (slot.equals(Kind.PRIVILEGES)) {
            privileges ^= version;
        } else {
            definition ^= version;
        }
    }

    Version version() {
        return new Version(definition, privileges);
    }

    /** The node as it is known so far. */
    Node node() {
        return new Node(path, kind, slots, references, layout);
    }
}
