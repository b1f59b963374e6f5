package org.gitversion.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Commit;
import org.gitversion.history.CommitParent;
import org.gitversion.history.Commits;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredChange;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/** Makes bundles. */
public final class BundleExport {
    private final Database database;
    private final Commits commits;
    private final ObjectStore store;

    private BundleExport(Database database) {
        this.database = database;
        this.commits = new Commits(database);
        this.store = new ObjectStore(database, ObjectKinds.ALL);
    }

    /**
     * Makes a bundle of branches and tags with their history.
     *
     * @param database the gateway
     * @param revisions names of branches and tags; HEAD is the session's branch
     * @param excluded revisions that who gets the bundle has, with all that they come from
     * @param session the branch of the session, or null
     * @return the bundle
     * @throws GitVersionException UNNAMED_REVISION, CORRUPT_STORE, and what a revision that does
     *     not exist throws
     */
    public static byte[] create(
            Database database,
            List<String> revisions,
            List<String> excluded,
            @Nullable String session) {
        return new BundleExport(database).create(revisions, excluded, session);
    }

    /**
     * Makes a bundle of some commits, without a name: a part of what goes to another database.
     *
     * @param database the gateway
     * @param hashes the hashes of the commits
     * @return the bundle
     * @throws GitVersionException CORRUPT_STORE
     */
    public static byte[] part(Database database, List<String> hashes) {
        return new BundleExport(database).part(hashes);
    }

    private byte[] part(List<String> hashes) {
        List<Integer> ids = new ArrayList<>();
        Set<String> prerequisites = new HashSet<>();
        try (Rows rows =
                database.query(
                        "SELECT c.id, ARRAY(SELECT f.commit_hash FROM gitversion.commit_parents p"
                                + " JOIN gitversion.commits f ON f.id = p.parent_id WHERE"
                                + " p.commit_id = c.id) FROM gitversion.commits c WHERE"
                                + " c.commit_hash = ANY (?::text[]) ORDER BY c.id",
                        hashes)) {
            while (rows.next()) {
                ids.add(rows.integer(1));
                prerequisites.addAll(rows.texts(2));
            }
        }
        prerequisites.removeAll(hashes);
        return write(ids, prerequisites, List.of());
    }

    private byte[] create(List<String> revisions, List<String> excluded, @Nullable String session) {
        List<Reference> references = new ArrayList<>();
        List<Integer> tips = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT r.type, r.commit_id, r.hash, r.name, r.message FROM"
                                + " gitversion_internal.bundle_references(?::text[], ?::text) r",
                        revisions,
                        session)) {
            while (rows.next()) {
                tips.add(rows.integer(2));
                references.add(
                        new Reference(
                                rows.text(1), rows.text(3), rows.text(4), rows.textOrNull(5)));
            }
        }
        Set<String> prerequisites = new HashSet<>();
        List<Integer> ids = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT b.id, b.hash, b.is_prerequisite FROM"
                                + " gitversion_internal.bundle_commits(?::int4[], ?::text[],"
                                + " ?::text) b",
                        tips,
                        excluded,
                        session)) {
            while (rows.next()) {
                if (rows.truth(3)) {
                    prerequisites.add(rows.text(2));
                } else {
                    ids.add(rows.integer(1));
                }
            }
        }
        return write(ids, prerequisites, references);
    }

    private byte[] write(List<Integer> ids, Set<String> prerequisites, List<Reference> references) {
        BundleOutput output = new BundleOutput();
        for (Integer id : ids) {
            output.add(bundled(commits.get(id)));
        }
        addSignatures(output, ids, prerequisites, references);
        List<String> required = new ArrayList<>(prerequisites);
        required.sort(null);
        return BundleFormat.write(required, references, output.count(), output.finish());
    }

    /** Of what is in the bundle, and of what it builds on: that may have been signed since. */
    private void addSignatures(
            BundleOutput output,
            List<Integer> ids,
            Set<String> prerequisites,
            List<Reference> references) {
        List<String> tags = new ArrayList<>();
        for (Reference reference : references) {
            if (reference.isTag()) {
                tags.add(reference.name);
            }
        }
        try (Rows rows =
                database.query(
                        "SELECT c.commit_hash, s.tag_name, s.signature FROM gitversion.signatures s"
                                + " JOIN gitversion.commits c ON c.id = s.commit_id WHERE (c.id ="
                                + " ANY (?::int4[]) OR c.commit_hash = ANY (?::text[])) AND"
                                + " (s.tag_name IS NULL OR s.tag_name = ANY (?::text[])) ORDER BY"
                                + " c.id, s.tag_name, s.signature_hash",
                        ids,
                        new ArrayList<>(prerequisites),
                        tags)) {
            while (rows.next()) {
                output.addSignature(rows.text(1), rows.textOrNull(2), rows.text(3));
            }
        }
    }

    private BundledCommit bundled(Commit commit) {
        List<CommitParent> parents = commits.parents(commit.id());
        List<StoredTree> trees = new ArrayList<>(2);
        for (CommitParent parent : parents) {
            trees.add(commits.get(parent.commitId()).tree());
        }
        String layoutHash = commit.tree().layoutHash();
        if (layoutHash == null) {
            throw new GitVersionException(
                    ErrorCode.CORRUPT_STORE,
                    "commit " + commit.shortHash() + " has no layout",
                    "gitversion.commits.layout_hash is null.",
                    "gitversion.fsck() lists what is at fault.");
        }
        StoredChange change =
                StoredChange.of(store, trees.isEmpty() ? null : trees.get(0), commit.tree());
        Set<String> alike = new HashSet<>();
        // Where only the layout is new, the first parent has the document.
        for (StoredTree tree : trees) {
            alike.addAll(change.alikeIn(tree));
        }
        Set<String> sent = new HashSet<>(change.units().values());
        sent.addAll(change.layouts().values());
        sent.removeAll(alike);
        sent.add(commit.hash());
        Map<String, String> documents = new HashMap<>(store.documents(sent));
        BundledCommit bundled = new BundledCommit(text(documents, commit.hash()), layoutHash);
        bundled.removed.addAll(change.removed());
        for (Map.Entry<String, String> unit : change.units().entrySet()) {
            String layout = change.layouts().get(unit.getKey());
            bundled.units.add(
                    new BundledCommit.Unit(
                            part(documents, unit.getValue()),
                            layout == null ? null : part(documents, layout)));
        }
        return bundled;
    }

    private static String text(Map<String, String> documents, String hash) {
        String text = documents.get(hash);
        if (text == null) {
            throw new IllegalStateException("no document " + hash);
        }
        return text;
    }

    private static BundledCommit.Part part(Map<String, String> documents, String hash) {
        String text = documents.get(hash);
        return text == null
                ? new BundledCommit.Part(true, hash)
                : new BundledCommit.Part(false, text);
    }
}
