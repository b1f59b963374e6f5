package org.gitversion.store;

import java.util.List;
import org.gitversion.canonical.Hash;
import org.jspecify.annotations.Nullable;

/** A document of a tree with the documents it refers to: a directory, a bucket, a unit. */
final class MerkleNode {
    private final String type;
    private final String segment;
    private final @Nullable String content;
    private final String hash;
    private final List<MerkleNode> children;
    private @Nullable String digits;
    private @Nullable String predecessor;

    /**
     * Makes a node.
     *
     * @param type tree, bucket, or the kind of a unit
     * @param segment its segment as written in paths, the digit of a bucket, "" for the root
     * @param content its document
     * @param children what the document refers to
     */
    MerkleNode(String type, String segment, String content, List<MerkleNode> children) {
        this(type, segment, Hash.of(content), content, children);
    }

    private MerkleNode(
            String type,
            String segment,
            String hash,
            @Nullable String content,
            List<MerkleNode> children) {
        this.type = type;
        this.segment = segment;
        this.hash = hash;
        this.content = content;
        this.children = children;
    }

    /** A node that is stored already, with all below it. */
    static MerkleNode stored(TreeDocument.Entry entry) {
        return new MerkleNode(entry.type, entry.segment, entry.hash, null, List.of());
    }

    /** Tree, bucket, or the kind of a unit. */
    String type() {
        return type;
    }

    /** The segment as written in paths, the digit of a bucket, "" for the root. */
    String segment() {
        return segment;
    }

    /** The digits of the buckets that lead to it in a large directory, from the uppermost. */
    String digits() {
        String known = digits;
        if (known == null) {
            known = TreeDocument.digits(segment);
            digits = known;
        }
        return known;
    }

    /** Whether nothing is known but the hash, because it is stored already. */
    boolean isStored() {
        return content == null;
    }

    /** The document. */
    String content() {
        String known = content;
        if (known == null) {
            throw new IllegalStateException("the document is in the storage");
        }
        return known;
    }

    /** The SHA-256 of the document. */
    String hash() {
        return hash;
    }

    /** Says which stored document was in the place of this one before. */
    void follow(String hash) {
        predecessor = hash;
    }

    /** The hash of the document that was in its place before; null when none is known. */
    @Nullable String predecessor() {
        return predecessor;
    }

    /** What the document refers to. */
    List<MerkleNode> children() {
        return children;
    }
}
