package org.gitversion.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.canonical.Documents;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Ancestry;
import org.gitversion.history.BranchName;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.ImportedCommits;
import org.gitversion.history.ParsedCommit;
import org.gitversion.history.Tags;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Vetting;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoreLock;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/**
 * Takes bundles in. Nothing that is in one is stored as it is: each commit's objects are read,
 * looked at, and put where the commit's first parent is, and what comes of that must hash to what
 * the commit says.
 */
public final class BundleImport {
    private final Database database;
    private final ObjectStore store;
    private final ImportedCommits commits;

    /** The commits of the bundle so far. */
    private final Set<String> seen = new HashSet<>();

    private BundleImport(Database database) {
        this.database = database;
        this.store = new ObjectStore(database, ObjectKinds.ALL);
        this.commits = new ImportedCommits(database);
    }

    /**
     * Takes a bundle in.
     *
     * @param database the gateway
     * @param bundle its bytes
     * @param remote what the database it was made in is called here
     * @return a JSON array of what became of its names
     * @throws GitVersionException INVALID_BUNDLE, FORGED_BUNDLE, MISSING_PREREQUISITE,
     *     INVALID_BRANCH_NAME, DUPLICATE_TAG
     */
    public static String apply(Database database, byte[] bundle, String remote) {
        BranchName.checkRemote(remote);
        return new BundleImport(database).apply(new BundleInput(bundle), remote);
    }

    private String apply(BundleInput input, String remote) {
        requirePrerequisites(input);
        // Nothing that the bundle builds on is removed meanwhile.
        StoreLock.share(database);
        BundledCommit commit = input.next();
        while (commit != null) {
            add(commit);
            commit = input.next();
        }
        List<BundledSignature> signatures = signatures(input);
        String rows = refer(input.references(), remote);
        keep(signatures);
        return rows;
    }

    private static List<BundledSignature> signatures(BundleInput input) {
        List<BundledSignature> signatures = new ArrayList<>();
        BundledSignature signature = input.nextSignature();
        while (signature != null) {
            signatures.add(signature);
            signature = input.nextSignature();
        }
        return signatures;
    }

    /** Signatures are kept whatever they are worth here: that is asked when somebody looks. */
    private void keep(List<BundledSignature> signatures) {
        List<String> hashes = new ArrayList<>();
        for (BundledSignature signature : signatures) {
            hashes.add(signature.hash);
        }
        Map<String, ImportedCommits.Place> found = commits.find(hashes);
        for (BundledSignature signature : signatures) {
            ImportedCommits.Place place = found.get(signature.hash);
            if (place == null) {
                throw BundleFormat.forged(
                        "the bundle has a signature of a commit that it has not",
                        "Commit " + signature.hash + " is neither here nor in the bundle.");
            }
            database.value(
                    "SELECT gitversion_internal.add_signature(?::int4, ?::text, ?::text)::text",
                    place.id(),
                    signature.tag,
                    signature.text);
        }
    }

    private void requirePrerequisites(BundleInput input) {
        List<String> missing = new ArrayList<>(input.prerequisites());
        missing.removeAll(commits.find(input.prerequisites()).keySet());
        if (!missing.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.MISSING_PREREQUISITE,
                    "the bundle builds on commits that are not here",
                    "Missing: " + String.join(", ", missing) + ". Nothing was changed.",
                    "Apply the bundle that has them first, or have one made that leaves less out:"
                            + " p_exclude of gitversion.create_bundle.");
        }
    }

    private void add(BundledCommit bundled) {
        ParsedCommit commit = bundled.parse();
        String name = commit.hash().substring(0, 12);
        if (!seen.add(commit.hash())) {
            throw BundleFormat.forged(
                    "the bundle has commit " + name + " twice",
                    "A commit is in a bundle once, behind its parents.");
        }
        List<String> wanted = new ArrayList<>(commit.parentHashes());
        wanted.add(commit.hash());
        Map<String, ImportedCommits.Place> found = commits.find(wanted);
        if (found.containsKey(commit.hash())) {
            return;
        }
        List<ImportedCommits.Place> parents = new ArrayList<>(2);
        for (String hash : commit.parentHashes()) {
            ImportedCommits.Place parent = found.get(hash);
            if (parent == null) {
                throw BundleFormat.forged(
                        "commit " + name + " of the bundle has no parent",
                        "Commit " + hash + " is neither here nor before it in the bundle.");
            }
            parents.add(parent);
        }
        if (parents.size() > 2 || new HashSet<>(commit.parentHashes()).size() < parents.size()) {
            throw BundleFormat.forged(
                    "commit " + name + " of the bundle has parents that no commit has",
                    "A commit has at most two, which differ.");
        }
        StoredTree tree = put(name, bundled, parents);
        if (!tree.treeHash().equals(commit.treeHash())) {
            throw other(name, "objects", commit.treeHash(), tree.treeHash());
        }
        if (!bundled.layoutHash.equals(tree.layoutHash())) {
            throw other(name, "layouts", bundled.layoutHash, String.valueOf(tree.layoutHash()));
        }
        commits.insert(commit, bundled.document, parents, tree);
    }

    private static GitVersionException other(
            String name, String what, String expected, String actual) {
        return BundleFormat.forged(
                "commit " + name + " of the bundle is not what it says",
                "Its " + what + " hash to " + actual + ", not to " + expected + ".");
    }

    private StoredTree put(
            String name, BundledCommit bundled, List<ImportedCommits.Place> parents) {
        try {
            List<Node> nodes = nodes(bundled);
            Vetting.require(database, nodes);
            SchemaTree now = SchemaTree.of(nodes);
            if (parents.isEmpty()) {
                return store.put(now);
            }
            List<Path> removed = new ArrayList<>();
            for (String path : bundled.removed) {
                removed.add(Path.parse(path));
            }
            return store.put(parents.get(0).tree(), removed, now);
        } catch (GitVersionException e) {
            if (e.code() == ErrorCode.FORGED_DOCUMENT || e.code() == ErrorCode.CORRUPT_STORE) {
                throw forged(name, e.message() + ": " + e.detail());
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw forged(name, e.getMessage() + ".");
        }
    }

    private static GitVersionException forged(String name, String detail) {
        return BundleFormat.forged(
                "commit " + name + " of the bundle has what is no object", "It is said: " + detail);
    }

    private List<Node> nodes(BundledCommit bundled) {
        Set<String> known = new HashSet<>();
        for (BundledCommit.Unit unit : bundled.units) {
            addHash(known, unit.document);
            addHash(known, unit.layout);
        }
        Map<String, String> documents = new HashMap<>(store.documents(known));
        List<Node> nodes = new ArrayList<>();
        for (BundledCommit.Unit unit : bundled.units) {
            BundledCommit.Part layout = unit.layout;
            nodes.addAll(
                    Documents.read(
                            text(documents, unit.document),
                            layout == null ? null : text(documents, layout),
                            ObjectKinds.ALL));
        }
        return nodes;
    }

    private static void addHash(Set<String> hashes, BundledCommit.@Nullable Part part) {
        if (part != null && part.isHash) {
            hashes.add(part.text);
        }
    }

    private static String text(Map<String, String> documents, BundledCommit.Part part) {
        return part.isHash ? documents.getOrDefault(part.text, "") : part.text;
    }

    private String refer(List<Reference> references, String remote) {
        List<String> hashes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Reference reference : references) {
            hashes.add(reference.hash);
            if (!names.add(reference.type + ' ' + reference.name)) {
                throw BundleFormat.forged(
                        "the bundle has " + reference.type + " \"" + reference.name + "\" twice",
                        "A name stands for one commit.");
            }
        }
        Map<String, ImportedCommits.Place> found = commits.find(hashes);
        List<String> rows = new ArrayList<>();
        for (Reference reference : references) {
            ImportedCommits.Place place = found.get(reference.hash);
            if (place == null) {
                throw BundleFormat.forged(
                        reference.type + " \"" + reference.name + "\" of the bundle has no commit",
                        "Commit " + reference.hash + " is neither here nor in the bundle.");
            }
            rows.add(reference.isTag() ? tag(reference, place) : branch(reference, place, remote));
        }
        return JsonWriter.array(rows);
    }

    private String branch(Reference reference, ImportedCommits.Place place, String remote) {
        BranchName.check(reference.name);
        Integer old =
                database.number(
                        "SELECT gitversion_internal.set_remote_branch(?::text, ?::text, ?::int4)",
                        remote,
                        reference.name,
                        place.id());
        String change =
                old == null
                        ? "new"
                        : old == place.id()
                                ? "same"
                                : Ancestry.contains(database, old, place.id())
                                        ? "forwarded"
                                        : "forced";
        return row(remote + '/' + reference.name, change, old, place.id());
    }

    private String tag(Reference reference, ImportedCommits.Place place) {
        Integer old = null;
        try (Rows rows =
                database.query(
                        "SELECT t.commit_id FROM gitversion.tags t WHERE t.tag_name = ?::text",
                        reference.name)) {
            while (rows.next()) {
                old = rows.integer(1);
            }
        }
        if (old == null || old != place.id()) {
            Commit commit = new Commits(database).get(place.id());
            Tags.add(database, reference.name, commit, reference.message);
        }
        return row(reference.name, old == null ? "new tag" : "same", old, place.id());
    }

    private static String row(String name, String change, @Nullable Integer old, int now) {
        return new JsonWriter()
                .text("name", name)
                .text("change", change)
                .number("old_commit_id", old)
                .number("new_commit_id", now)
                .toString();
    }
}
