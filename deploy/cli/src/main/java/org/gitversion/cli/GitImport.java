package org.gitversion.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Takes commits of a Git repository into a branch: the files of each are executed in the schema of
 * a branch that is made for it, so that the server says what they mean.
 */
final class GitImport {
    private static final String SCRATCH = "gv-import/";
    private static final String ROOT =
            "SELECT commit_hash AS hash FROM gitversion.commits WHERE parent_commit_id IS NULL";
    private static final String HASHES = "SELECT commit_hash FROM gitversion.commits";
    private static final String IMPORTED =
            "SELECT c.commit_hash AS hash, m[1] AS git FROM gitversion.commits c,"
                    + " regexp_matches(c.message, '^Git-Commit: ([0-9a-f]{40})$', 'gn') m"
                    + " ORDER BY c.id";
    private static final String EXISTS =
            "SELECT 1 FROM gitversion.branches WHERE is_active AND branch_name = ?";

    private final Session session;
    private final GitStore store;
    private final String branch;
    private final String scratch;
    private final String schema;
    private final boolean allowRenames;
    private final Map<ObjectId, String> known = new HashMap<>();
    private final List<Map<String, Object>> made = new ArrayList<>();
    private RevWalk walk;
    private FileRun files;

    /**
     * Prepares to fill a branch.
     *
     * @param schema that of the branch, where it is the first one of the database
     * @param allowRenames what Git takes for a rename may be a drop and a creation
     */
    GitImport(Session session, GitStore store, String branch, String schema, boolean allowRenames) {
        this.session = session;
        this.store = store;
        this.branch = branch;
        this.schema = schema;
        this.scratch = SCRATCH + branch;
        this.allowRenames = allowRenames;
    }

    /** Takes what a ref leads to; returns the exit status. */
    int run(String ref) throws SQLException, IOException {
        Ref found = store.repository().findRef(ref);
        if (found == null) {
            throw new Gv.Failure("there is no " + ref + " in the Git repository", null);
        }
        session.open();
        session.execute("SET client_min_messages = warning");
        for (Map<String, Object> row : session.rows(IMPORTED)) {
            known.put(ObjectId.fromString(row.get("git").toString()), row.get("hash").toString());
        }
        boolean isFirst = session.value("SELECT 1 FROM gitversion.branches LIMIT 1") == null;
        boolean isThere = session.value(EXISTS, branch) != null;
        try (RevWalk revWalk = new RevWalk(store.repository())) {
            walk = revWalk;
            List<RevCommit> commits = missing(revWalk.parseCommit(found.getObjectId()));
            try {
                for (RevCommit commit : commits) {
                    if (commit.getParentCount() == 0) {
                        begin(commit, isFirst && made.isEmpty());
                    } else {
                        take(commit);
                    }
                }
                land(revWalk.parseCommit(found.getObjectId()), isThere || isFirst);
            } finally {
                dropScratch();
            }
            takeTags();
        }
        return tell();
    }

    /** What is not in the database yet, each behind its parents. */
    private List<RevCommit> missing(RevCommit tip) throws SQLException, IOException {
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(tip);
        List<RevCommit> all = new ArrayList<>();
        for (RevCommit commit : walk) {
            all.add(commit);
        }
        walk.reset();
        walk.sort(RevSort.NONE);
        Set<String> hashes = new HashSet<>(session.lines(HASHES));
        Map<ObjectId, RevCommit> said = new HashMap<>();
        List<RevCommit> missing = new ArrayList<>();
        for (RevCommit commit : all) {
            walk.parseBody(commit);
            String hash = GitTrailers.last(commit, GitTrailers.COMMIT);
            if (hash != null && hashes.contains(hash)) {
                known.put(commit.copy(), hash);
                said.put(commit.copy(), commit);
            } else if (!known.containsKey(commit) && !isRoot(commit)) {
                missing.add(commit);
            }
        }
        checkClaims(said, missing, tip);
        return missing;
    }

    /** What is built on has to be what it says; what that comes from follows. */
    private void checkClaims(Map<ObjectId, RevCommit> said, List<RevCommit> missing, RevCommit tip)
            throws SQLException, IOException {
        Set<ObjectId> used = new LinkedHashSet<>(Set.of(tip));
        missing.forEach(commit -> used.addAll(List.of(commit.getParents())));
        for (ObjectId id : used) {
            RevCommit commit = said.get(id);
            if (commit != null && !store.isAlike(commit, known.get(id))) {
                throw new Gv.Failure(
                        "commit "
                                + commit.name()
                                + " does not have the files of the commit "
                                + known.get(id)
                                + " that it says it is",
                        "Take the trailer "
                                + GitTrailers.COMMIT
                                + " out of messages of new commits.");
            }
        }
    }

    /** Whether a commit without parents is the state that history here begins with. */
    private boolean isRoot(RevCommit commit) throws SQLException, IOException {
        if (commit.getParentCount() > 0) {
            return false;
        }
        for (String root : session.lines(ROOT)) {
            if (store.isAlike(commit, root)) {
                known.put(commit.copy(), root);
                return true;
            }
        }
        return false;
    }

    /** Takes the first commit of all, in a schema that is empty. */
    private void begin(RevCommit commit, boolean isFirst) throws SQLException, IOException {
        if (!isFirst) {
            throw new Gv.Failure(
                    "commit "
                            + commit.name()
                            + " begins a history that is not that of this"
                            + " database",
                    "Import into a database without a branch, or a history exported from this"
                            + " one.");
        }
        session.rows("SELECT gitversion.init(?, ?)", branch, schema);
        if (!session.rows("SELECT path FROM gitversion.export(?)", branch).isEmpty()) {
            throw new Gv.Failure(
                    "schema " + schema + " is not empty, and is branch " + branch + " now",
                    "Import into another branch.");
        }
        FileRun run = new FileRun(session, branch);
        run.fill(store.files(commit));
        note(commit, session.value("SELECT gitversion.amend(?, ?)", message(commit), branch));
    }

    private void take(RevCommit commit) throws SQLException, IOException {
        goTo(known.get(commit.getParent(0)));
        boolean amend = rename(commit);
        for (int i = 1; i < commit.getParentCount(); i++) {
            amend |= join(known.get(commit.getParent(i)));
        }
        files.replace(store.files(commit));
        String sql = amend ? "SELECT gitversion.amend(?, ?)" : "SELECT gitversion.commit(?, ?)";
        try {
            note(commit, session.value(sql, message(commit), scratch));
        } catch (SQLException e) {
            // No object changed.
            if (!"VC002".equals(e.getSQLState())) {
                throw e;
            }
            known.put(commit.copy(), known.get(commit.getParent(0)));
        }
    }

    private void note(RevCommit commit, Object id) throws SQLException {
        Object hash = session.value("SELECT commit_hash FROM gitversion.commits WHERE id = ?", id);
        known.put(commit.copy(), hash.toString());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("git", commit.name());
        row.put("id", id);
        row.put("hash", hash);
        row.put("message", commit.getShortMessage());
        made.add(row);
        if (Output.isTerminal(session.environment(), "2")) {
            session.err().print("\r\033[K" + made.size() + " " + commit.getShortMessage());
        }
    }

    private static String message(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        List<String[]> trailers = new ArrayList<>();
        trailers.add(
                new String[] {
                    GitTrailers.AUTHOR,
                    author.getName()
                            + " <"
                            + author.getEmailAddress()
                            + "> "
                            + author.getWhenAsInstant()
                });
        trailers.add(new String[] {GitTrailers.GIT, commit.name()});
        return GitTrailers.with(GitTrailers.without(commit.getFullMessage()), trailers);
    }

    /** Lets the scratch branch be in the state of a commit. */
    private void goTo(String hash) throws SQLException {
        if (files == null) {
            dropScratch();
            session.rows("SELECT gitversion.create_branch(?, ?)", scratch, hash);
            files = new FileRun(session, scratch);
            return;
        }
        Object head =
                session.value(
                        "SELECT c.commit_hash FROM gitversion.commits c"
                                + " WHERE c.id = gitversion.rev_parse(?)",
                        scratch);
        if (!hash.equals(head)) {
            session.rows("SELECT gitversion.reset(?, ?, 'hard', true)", scratch, hash);
        }
    }

    /** Makes another commit a parent of the head, whatever that conflicts with: files decide. */
    private boolean join(String hash) throws SQLException {
        Object before = session.value("SELECT gitversion.rev_parse(?)", scratch);
        Object after =
                session.value(
                        "SELECT gitversion.merge_branches(?, ?, 'ours', 'merge', 'never')",
                        hash,
                        scratch);
        return !after.equals(before);
    }

    /** Renames what the commit says is renamed; a rename that only Git sees is asked about. */
    private boolean rename(RevCommit commit) throws SQLException, IOException {
        Map<String, String> renames = GitTrailers.renames(commit);
        if (!allowRenames) {
            refuseGuesses(commit, renames);
        }
        if (renames.isEmpty() || !files.rename(renames)) {
            return false;
        }
        session.rows("SELECT gitversion.commit('rename', ?)", scratch);
        return true;
    }

    private void refuseGuesses(RevCommit commit, Map<String, String> said) throws IOException {
        RenameDetector detector = new RenameDetector(store.repository());
        try (TreeWalk trees = new TreeWalk(store.repository())) {
            RevCommit parent = walk.parseCommit(commit.getParent(0));
            trees.addTree(parent.getTree());
            trees.addTree(commit.getTree());
            trees.setRecursive(true);
            detector.addAll(DiffEntry.scan(trees));
        }
        List<String> dropped = new ArrayList<>();
        List<String> created = new ArrayList<>();
        for (DiffEntry entry : detector.compute()) {
            String from = entry.getOldPath();
            String to = entry.getNewPath();
            switch (entry.getChangeType()) {
                case RENAME -> {
                    if (GitStore.isObject(from) && GitStore.isObject(to)) {
                        refuseGuess(commit, from, to, said);
                    }
                }
                case DELETE -> dropped.add(from);
                case ADD -> created.add(to);
                default -> {}
            }
        }
        // However different they look: rows are at stake.
        dropped.removeIf(file -> !isTable(file) || said.containsKey(GitStore.object(file)));
        created.removeIf(file -> !isTable(file) || said.containsValue(GitStore.object(file)));
        if (!dropped.isEmpty() && !created.isEmpty()) {
            refuseGuess(commit, dropped.get(0), created.get(0), said);
        }
    }

    private static boolean isTable(String file) {
        return file.startsWith("tables/") && GitStore.isObject(file);
    }

    private static void refuseGuess(
            RevCommit commit, String fromFile, String toFile, Map<String, String> said) {
        String from = GitStore.object(fromFile);
        String to = GitStore.object(toFile);
        if (to.equals(said.get(from))) {
            return;
        }
        throw new Gv.Failure(
                "commit "
                        + commit.abbreviate(12).name()
                        + " drops "
                        + from
                        + " and creates "
                        + to
                        + ", which may be a rename",
                "Say so in its message by a line \""
                        + GitTrailers.RENAME
                        + ": "
                        + GitTrailers.rename(from, to)
                        + "\"; with --no-renames it is dropped, and its rows are lost"
                        + " where that is merged.");
    }

    /** Brings the branch to what was taken in. */
    private void land(RevCommit tip, boolean isThere) throws SQLException {
        String hash = known.get(tip);
        if (!isThere) {
            session.rows("SELECT gitversion.create_branch(?, ?)", branch, hash);
            return;
        }
        session.rows(
                "SELECT gitversion.merge_branches(?, ?, 'recursive', NULL, 'only')", hash, branch);
    }

    private void dropScratch() throws SQLException {
        if (session.value(EXISTS, scratch) != null) {
            session.rows("SELECT gitversion.drop_branch(?, true)", scratch);
        }
    }

    private void takeTags() throws SQLException, IOException {
        for (Ref ref : store.repository().getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
            Ref peeled = store.repository().getRefDatabase().peel(ref);
            ObjectId id = peeled.getPeeledObjectId();
            String hash = known.get(id == null ? ref.getObjectId() : id);
            String name = ref.getName().substring(Constants.R_TAGS.length());
            if (hash != null
                    && session.value("SELECT 1 FROM gitversion.tags WHERE tag_name = ?", name)
                            == null) {
                String message =
                        id == null
                                ? null
                                : walk.parseTag(ref.getObjectId()).getFullMessage().strip();
                session.rows("SELECT gitversion.tag(?, ?, ?)", name, hash, message);
            }
        }
    }

    private int tell() {
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("branch", branch);
            all.put("commits", made);
            session.output().json(all);
        } else {
            for (Map<String, Object> row : made) {
                session.output()
                        .line(
                                row.get("git").toString().substring(0, 12)
                                        + " -> "
                                        + Commits.shortHash(row)
                                        + " "
                                        + row.get("message"));
            }
            session.output().line("Branch " + branch + ": " + made.size() + " commits taken in");
        }
        return Exit.OK;
    }
}
