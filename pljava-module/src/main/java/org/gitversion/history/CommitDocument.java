package org.gitversion.history;

import java.util.List;
import java.util.Map;
import org.gitversion.canonical.Escapes;
import org.gitversion.model.Path;

/**
 * The document a commit hash is taken over.
 *
 * <pre>
 * gitversion commit 1
 * tree HASH
 * parent HASH            each parent in order, and after it what was renamed on the way from it:
 * rename-from PATH
 * rename-to PATH
 * author ROLE
 * time 2026-11-22T13:45:00.123456Z
 * message TEXT
 * </pre>
 *
 * Renames come in the order of their old paths; paths, role and message are escaped as {@link
 * Escapes} does; the time is in UTC with six decimals.
 */
final class CommitDocument {
    private final StringBuilder out = new StringBuilder(400);

    private CommitDocument() {}

    /**
     * Writes a document.
     *
     * @param treeHash the root of the schema's tree
     * @param parentHashes the hashes of the parents, one for each of {@code parents}
     * @param parents the parents in order
     * @param author the role
     * @param time in UTC
     * @param message the message
     * @return the document
     */
    static String write(
            String treeHash,
            List<String> parentHashes,
            List<CommitParent> parents,
            String author,
            String time,
            String message) {
        CommitDocument document = new CommitDocument();
        document.out.append("gitversion commit 1\n");
        document.line("tree", treeHash);
        for (int i = 0; i < parents.size(); i++) {
            document.line("parent", parentHashes.get(i));
            for (Map.Entry<Path, Path> rename : parents.get(i).renames().byOld().entrySet()) {
                document.line("rename-from", rename.getKey().toString());
                document.line("rename-to", rename.getValue().toString());
            }
        }
        document.line("author", author);
        document.line("time", time);
        document.line("message", message);
        return document.out.toString();
    }

    private void line(String name, String value) {
        out.append(name).append(' ').append(Escapes.escape(value)).append('\n');
    }
}
