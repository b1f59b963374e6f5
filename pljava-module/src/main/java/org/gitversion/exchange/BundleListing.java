package org.gitversion.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.db.Database;
import org.gitversion.history.ImportedCommits;
import org.gitversion.history.ParsedCommit;
import org.jspecify.annotations.Nullable;

/** Says what is in a bundle. */
public final class BundleListing {
    private static final int BATCH = 1000;

    private final ImportedCommits known;
    private final List<String> rows = new ArrayList<>();

    private BundleListing(Database database) {
        this.known = new ImportedCommits(database);
    }

    /**
     * Reads a bundle to its end and changes nothing.
     *
     * @param database the gateway
     * @param bundle its bytes
     * @return a JSON array of its prerequisites, names and commits
     * @throws org.gitversion.error.GitVersionException INVALID_BUNDLE, FORGED_BUNDLE
     */
    public static String read(Database database, byte[] bundle) {
        return new BundleListing(database).read(new BundleInput(bundle));
    }

    private String read(BundleInput input) {
        Set<String> here = known.find(input.prerequisites()).keySet();
        for (String hash : input.prerequisites()) {
            rows.add(row("requires", null, hash, null, null, here).toString());
        }
        List<String> hashes = new ArrayList<>();
        for (Reference reference : input.references()) {
            hashes.add(reference.hash);
        }
        here = known.find(hashes).keySet();
        for (Reference reference : input.references()) {
            rows.add(
                    row(
                                    reference.type,
                                    reference.name,
                                    reference.hash,
                                    reference.message,
                                    null,
                                    here)
                            .toString());
        }
        Map<ParsedCommit, Integer> batch = new HashMap<>();
        List<ParsedCommit> order = new ArrayList<>();
        BundledCommit commit = input.next();
        while (commit != null) {
            ParsedCommit parsed = commit.parse();
            order.add(parsed);
            batch.put(parsed, commit.units.size() + commit.removed.size());
            commit = input.next();
            if (commit == null || order.size() == BATCH) {
                add(order, batch);
            }
        }
        addSignatures(input);
        return JsonWriter.array(rows);
    }

    private void addSignatures(BundleInput input) {
        BundledSignature signature = input.nextSignature();
        while (signature != null) {
            Set<String> here = known.find(List.of(signature.hash)).keySet();
            rows.add(row("signature", signature.tag, signature.hash, null, null, here).toString());
            signature = input.nextSignature();
        }
    }

    private void add(List<ParsedCommit> order, Map<ParsedCommit, Integer> batch) {
        List<String> hashes = new ArrayList<>();
        for (ParsedCommit commit : order) {
            hashes.add(commit.hash());
        }
        Set<String> here = known.find(hashes).keySet();
        for (ParsedCommit commit : order) {
            rows.add(
                    row("commit", null, commit.hash(), commit.message(), batch.get(commit), here)
                            .text("author", commit.author())
                            .text("committed_at", commit.time())
                            .toString());
        }
        order.clear();
        batch.clear();
    }

    private static JsonWriter row(
            String type,
            @Nullable String name,
            String hash,
            @Nullable String message,
            @Nullable Integer objects,
            Set<String> here) {
        return new JsonWriter()
                .text("type", type)
                .text("name", name)
                .text("commit_hash", hash)
                .text("message", message)
                .number("objects", objects)
                .truth("is_here", here.contains(hash));
    }
}
