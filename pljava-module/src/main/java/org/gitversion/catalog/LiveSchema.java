package org.gitversion.catalog;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** A schema as it was read: its objects and the identity of each. Immutable. */
public final class LiveSchema {
    private final SearchPath searchPath;
    private final SchemaTree tree;
    private final Map<Address, Path> paths;
    private final Map<Path, Address> addresses;
    private final Map<Path, Version> versions;
    private final Map<String, @Nullable String> settled;
    private final @Nullable Mark mark;
    private final @Nullable Rereading rereading;

    LiveSchema(
            SearchPath searchPath,
            SchemaTree tree,
            Map<Address, Path> paths,
            Map<Path, Version> versions,
            Map<String, @Nullable String> settled,
            @Nullable Mark mark) {
        this(searchPath, tree, paths, versions, settled, mark, null);
    }

    private LiveSchema(
            SearchPath searchPath,
            SchemaTree tree,
            Map<Address, Path> paths,
            Map<Path, Version> versions,
            Map<String, @Nullable String> settled,
            @Nullable Mark mark,
            @Nullable Rereading rereading) {
        this.rereading = rereading;
        this.settled = settled;
        this.versions = versions;
        this.mark = mark;
        this.searchPath = searchPath;
        this.tree = tree;
        this.paths = Collections.unmodifiableMap(paths);
        this.addresses = new HashMap<>(paths.size() * 2);
        for (Map.Entry<Address, Path> entry : paths.entrySet()) {
            addresses.put(entry.getValue(), entry.getKey());
        }
    }

    /**
     * A schema that was just created.
     *
     * @param searchPath the schema with its search path
     * @return a schema without objects
     */
    public static LiveSchema empty(SearchPath searchPath) {
        return new LiveSchema(searchPath, SchemaTree.EMPTY, Map.of(), Map.of(), Map.of(), null);
    }

    /**
     * A state that is in no schema.
     *
     * @param searchPath the schema it shall be compared with
     * @param tree the state
     * @return the state, its objects without identity
     */
    public static LiveSchema stored(SearchPath searchPath, SchemaTree tree) {
        return new LiveSchema(searchPath, tree, Map.of(), Map.of(), Map.of(), null);
    }

    /**
     * A part of a schema: some objects of this one, and of what was read later.
     *
     * @param part the objects
     * @param later what was read later of the same schema, or this one
     * @param how how the part is read again
     * @return the part, without versions
     */
    public LiveSchema part(SchemaTree part, LiveSchema later, Rereading how) {
        Map<Address, Path> own = new HashMap<>(part.size() * 2);
        for (Path path : part.byPath().keySet()) {
            Address address = later.address(path);
            Address known = address == null ? address(path) : address;
            if (known != null) {
                own.put(known, path);
            }
        }
        return new LiveSchema(searchPath, part, own, Map.of(), Map.of(), null, how);
    }

    /** How it is read again; null for a whole schema. */
    @Nullable Rereading rereading() {
        return rereading;
    }

    /**
     * Returns the search path on which it was read.
     *
     * @return never null
     */
    public SearchPath searchPath() {
        return searchPath;
    }

    /**
     * Returns its objects.
     *
     * @return never null
     */
    public SchemaTree tree() {
        return tree;
    }

    /**
     * Returns the path of every object by identity.
     *
     * @return immutable
     */
    public Map<Address, Path> paths() {
        return paths;
    }

    /** The final forms of its texts, for {@link SettledTexts}. */
    Map<String, @Nullable String> settled() {
        return settled;
    }

    /**
     * Finds the identity of an object.
     *
     * @param path where it is
     * @return the identity, or null when there is no such object
     */
    public @Nullable Address address(Path path) {
        return addresses.get(path);
    }

    /**
     * Returns the version of an object.
     *
     * @param path where it is
     * @return null where versions were not asked for
     */
    public @Nullable Version version(Path path) {
        return versions.get(path);
    }

    /**
     * Returns what tells later which part of the schema was changed since it was read.
     *
     * @return null where no head is to be noted
     */
    public @Nullable Mark mark() {
        return mark;
    }
}
