package org.gitversion.store;

import java.util.Collection;
import java.util.Map;

/** Where the documents of stored trees are read. */
interface DocumentSource {
    /**
     * Reads documents.
     *
     * @param hashes their SHA-256
     * @return the documents by hash, all of them
     */
    Map<String, String> load(Collection<String> hashes);
}
