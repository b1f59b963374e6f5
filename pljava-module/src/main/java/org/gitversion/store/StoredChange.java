package org.gitversion.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a stored schema has at other places than another one, or with another text.
 */
public final class StoredChange {
    private final StoredDirectories directories;
    private final List<String> removed = new ArrayList<>();

    /** The hashes of the documents of units, and of their layouts where they have one, by path. */
    private final Map<String, String> units;

    private final Map<String, String> layouts;

    private StoredChange(
            StoredDirectories directories, Map<String, String> units, Map<String, String> layouts) {
        this.directories = directories;
        this.units = units;
        this.layouts = layouts;
    }

    /**
     * Compares two schemas; what is alike in both is not looked into.
     *
     * @param store the storage
     * @param from a stored schema, or null for one without objects
     * @param to another one, with a layout
     * @return what changed
     * @throws GitVersionException CORRUPT_STORE when a directory is missing or damaged
     */
    public static StoredChange of(ObjectStore store, @Nullable StoredTree from, StoredTree to) {
        StoredDirectories directories = new StoredDirectories(store.source());
        TreeMap<String, String> before = new TreeMap<>();
        TreeMap<String, String> after = new TreeMap<>();
        TreeMap<String, String> layoutsBefore = new TreeMap<>();
        TreeMap<String, String> layoutsAfter = new TreeMap<>();
        StoredParts.compare(
                directories, from == null ? null : from.treeHash(), to.treeHash(), before, after);
        String layoutHash = to.layoutHash();
        if (layoutHash != null) {
            StoredParts.compare(
                    directories,
                    from == null ? null : from.layoutHash(),
                    layoutHash,
                    layoutsBefore,
                    layoutsAfter);
        }
        Set<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(after.keySet());
        Set<String> changed = new HashSet<>(after.keySet());
        changed.addAll(layoutsBefore.keySet());
        changed.addAll(layoutsAfter.keySet());
        changed.removeAll(gone);
        StoredChange change =
                new StoredChange(
                        directories,
                        directories.units(to.treeHash(), changed),
                        layoutHash == null ? Map.of() : directories.units(layoutHash, changed));
        change.removed.addAll(gone);
        change.removed.sort(null);
        return change;
    }

    /**
     * Returns the units that are no longer there.
     *
     * @return their paths as written, sorted
     */
    public List<String> removed() {
        return removed;
    }

    /**
     * Returns the units of which the document or the layout is new.
     *
     * @return the hashes of their documents by path as written
     */
    public Map<String, String> units() {
        return units;
    }

    /**
     * Returns the layouts of these units.
     *
     * @return the hashes of their documents by path as written; a unit without layout is left out
     */
    public Map<String, String> layouts() {
        return layouts;
    }

    /**
     * Finds the documents of the change that another schema has at the same places.
     *
     * @param other where the other schema is
     * @return the hashes of these documents
     * @throws GitVersionException CORRUPT_STORE when a directory is missing or damaged
     */
    public Set<String> alikeIn(StoredTree other) {
        Set<String> alike = new HashSet<>();
        addAlike(alike, units, directories.units(other.treeHash(), units.keySet()).values());
        String layoutHash = other.layoutHash();
        if (layoutHash != null) {
            addAlike(alike, layouts, directories.units(layoutHash, layouts.keySet()).values());
        }
        return alike;
    }

    /** A document has its path in it: the same one is at the same place. */
    private static void addAlike(
            Set<String> alike, Map<String, String> own, Collection<String> others) {
        Set<String> found = new HashSet<>(own.values());
        found.retainAll(new HashSet<>(others));
        alike.addAll(found);
    }
}
