package org.gitversion.store;

import java.util.List;
import org.gitversion.canonical.Hash;

/**
 * A document of a tree with the documents it refers to: a directory, a bucket, a unit. Immutable.
 */
final class MerkleNode {
    private final String type;
    private final String segment;
    private final String content;
    private final String hash;
    private final List<MerkleNode> children;

    /**
     * Makes a node.
     *
     * @param type tree, bucket, or the kind of a unit
     * @param segment its segment as written in paths, the digit of a bucket, "" for the root
     * @param content its document
     * @param children what the document refers to
     */
    MerkleNode(String type, String segment, String content, List<MerkleNode> children) {
        this.type = type;
        this.segment = segment;
        this.content = content;
        this.hash = Hash.of(content);
        this.children = children;
    }

    /** Tree, bucket, or the kind of a unit. */
    String type() {
        return type;
    }

    /** The segment as written in paths, the digit of a bucket, "" for the root. */
    String segment() {
        return segment;
    }

    /** The document. */
    String content() {
        return content;
    }

    /** The SHA-256 of the document. */
    String hash() {
        return hash;
    }

    /** What the document refers to. */
    List<MerkleNode> children() {
        return children;
    }
}
