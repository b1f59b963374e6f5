package org.gitversion.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Writes the history of branches into a Git repository: the same history, the same ids. */
final class GitExport {
    /** In the order of their ids each commit comes behind its parents. */
    private static final String COMMITS =
            "SELECT c.id, c.commit_hash AS hash, c.tree_hash, c.message, c.author,"
                    + " c.committed_at, p.parents, p.renames"
                    + " FROM gitversion.commits c, LATERAL ("
                    + " SELECT array_agg(c2.commit_hash ORDER BY p.position) AS parents,"
                    + " min(p.renames::text) FILTER (WHERE p.position = 1)::jsonb AS renames"
                    + " FROM gitversion.commit_parents p"
                    + " JOIN gitversion.commits c2 ON c2.id = p.parent_id"
                    + " WHERE p.commit_id = c.id) p"
                    + " WHERE c.id IN (SELECT l.commit_id FROM unnest(?::text[]) b,"
                    + " gitversion.log(b) l) ORDER BY c.id";

    private static final String BRANCHES =
            "SELECT b.branch_name AS name, c.commit_hash AS hash FROM gitversion.branches b"
                    + " JOIN gitversion.commits c ON c.id = b.head_commit_id WHERE b.is_active"
                    + " AND (?::text[] IS NULL OR b.branch_name = ANY (?::text[]))"
                    + " ORDER BY b.parent_branch_id IS NOT NULL, b.branch_name";
    private static final String TAGS =
            "SELECT t.tag_name AS name, c.commit_hash AS hash, t.message, t.tagged_by, t.tagged_at"
                    + " FROM gitversion.tags t JOIN gitversion.commits c ON c.id = t.commit_id"
                    + " ORDER BY 1";

    private final Session session;
    private final GitStore store;
    private final Properties authors;
    private final boolean force;
    private final Map<String, ObjectId> known;
    private int made;

    /**
     * Prepares to write.
     *
     * @param authors names and addresses ({@code Ada Lovelace <ada@x.org>}) of roles
     * @param force branches in Git may lose commits
     */
    GitExport(Session session, GitStore store, Properties authors, boolean force)
            throws IOException {
        this.session = session;
        this.store = store;
        this.authors = authors;
        this.force = force;
        this.known = store.exported();
    }

    /** Writes branches, all of them where none is named; returns the exit status. */
    int run(List<String> names) throws SQLException, IOException, GitAPIException {
        List<Map<String, Object>> branches = session.rows(BRANCHES, names, names);
        if (names != null && branches.size() < names.size()) {
            List<String> missing = new ArrayList<>(names);
            branches.forEach(branch -> missing.remove(branch.get("name").toString()));
            throw new Gv.Failure("there is no branch " + String.join(", ", missing), null);
        }
        List<String> found = branches.stream().map(b -> b.get("name").toString()).toList();
        boolean isClean = !store.repository().isBare() && isClean();
        try (ObjectInserter inserter = store.repository().newObjectInserter()) {
            for (Map<String, Object> commit : session.rows(COMMITS, found)) {
                write(inserter, commit);
            }
            inserter.flush();
        }
        List<Map<String, Object>> moved = new ArrayList<>();
        for (Map<String, Object> branch : branches) {
            moved.add(moveBranch(branch));
        }
        List<String> tags = writeTags();
        checkOut(found, isClean);
        return tell(moved, tags);
    }

    private boolean isClean() throws IOException, GitAPIException {
        return store.repository().resolve(Constants.HEAD) == null
                || store.git().status().call().isClean();
    }

    private void write(ObjectInserter inserter, Map<String, Object> row)
            throws SQLException, IOException {
        String hash = row.get("hash").toString();
        if (known.containsKey(hash)) {
            return;
        }
        String message = row.get("message").toString();
        ObjectId original = original(message);
        if (original != null) {
            known.put(hash, original);
            return;
        }
        List<String[]> trailers = new ArrayList<>();
        if (row.get("renames") instanceof JsonObject renames) {
            for (Map.Entry<String, JsonElement> rename : renames.entrySet()) {
                String to = rename.getValue().getAsString();
                trailers.add(
                        new String[] {GitTrailers.RENAME, GitTrailers.rename(rename.getKey(), to)});
            }
        }
        trailers.add(new String[] {GitTrailers.COMMIT, hash});
        CommitBuilder commit = new CommitBuilder();
        if (row.get("parents") instanceof List<?> parents) {
            parents.forEach(parent -> commit.addParentId(known.get(parent.toString())));
        }
        ObjectId[] parents = commit.getParentIds();
        ObjectId first = parents.length == 0 ? null : parents[0];
        commit.setTreeId(store.tree(inserter, hash, row.get("tree_hash").toString(), first));
        PersonIdent person = person(row.get("author"), row.get("committed_at"));
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(GitTrailers.with(message, trailers));
        ObjectId id = inserter.insert(commit);
        store.inherit(id, first);
        known.put(hash, id);
        made++;
    }

    /** The commit in Git that one was imported from, where it is there. */
    private ObjectId original(String message) throws IOException {
        String id =
                message.lines()
                        .filter(line -> line.startsWith(GitTrailers.GIT + ": "))
                        .reduce((first, second) -> second)
                        .map(line -> line.substring(GitTrailers.GIT.length() + 2).strip())
                        .orElse(null);
        if (id == null || !ObjectId.isId(id)) {
            return null;
        }
        ObjectId commit = ObjectId.fromString(id);
        return store.repository().getObjectDatabase().has(commit) ? commit : null;
    }

    private PersonIdent person(Object role, Object time) {
        String name = role.toString();
        String email = name + "@localhost";
        String known = authors.getProperty(name);
        if (known != null) {
            int address = known.indexOf('<');
            name = (address < 0 ? known : known.substring(0, address)).strip();
            email = address < 0 ? email : known.substring(address + 1).replace(">", "").strip();
        }
        Instant at = OffsetDateTime.parse(time.toString()).toInstant();
        return new PersonIdent(name, email, at, ZoneOffset.UTC);
    }

    private Map<String, Object> moveBranch(Map<String, Object> branch) throws IOException {
        String name = Constants.R_HEADS + branch.get("name");
        ObjectId to = known.get(branch.get("hash").toString());
        Repository repository = store.repository();
        Ref before = repository.exactRef(name);
        String result = "new";
        if (before != null) {
            result = before.getObjectId().equals(to) ? "same" : "forwarded";
            try (RevWalk walk = new RevWalk(repository)) {
                RevCommit old = walk.parseCommit(before.getObjectId());
                if (!walk.isMergedInto(old, walk.parseCommit(to))) {
                    result = force ? "forced" : "refused";
                }
            }
        }
        if (!result.equals("same") && !result.equals("refused")) {
            update(name, to);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("branch", branch.get("name"));
        row.put("change", result);
        row.put("commit", to.name());
        return row;
    }

    private void update(String name, ObjectId to) throws IOException {
        RefUpdate update = store.repository().updateRef(name);
        update.setNewObjectId(to);
        update.setRefLogMessage("gv export-git", false);
        RefUpdate.Result result = update.forceUpdate();
        switch (result) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
            default -> throw new Gv.Failure(name + " cannot be moved: " + result, null);
        }
    }

    /** Tags do not move: those that are there stay where they are. */
    private List<String> writeTags() throws SQLException, IOException {
        List<String> written = new ArrayList<>();
        for (Map<String, Object> row : session.rows(TAGS)) {
            String name = Constants.R_TAGS + row.get("name");
            ObjectId commit = known.get(row.get("hash").toString());
            if (commit == null || store.repository().exactRef(name) != null) {
                continue;
            }
            ObjectId target = commit;
            if (row.get("message") != null) {
                TagBuilder tag = new TagBuilder();
                tag.setTag(row.get("name").toString());
                tag.setObjectId(commit, Constants.OBJ_COMMIT);
                tag.setTagger(person(row.get("tagged_by"), row.get("tagged_at")));
                tag.setMessage(row.get("message") + "\n");
                try (ObjectInserter inserter = store.repository().newObjectInserter()) {
                    target = inserter.insert(tag);
                    inserter.flush();
                }
            }
            update(name, target);
            written.add(row.get("name").toString());
        }
        return written;
    }

    /** A new repository shows the first branch; in another one the files follow, if unchanged. */
    private void checkOut(List<String> branches, boolean isClean)
            throws IOException, GitAPIException {
        Repository repository = store.repository();
        if (repository.resolve(Constants.HEAD) == null && !branches.isEmpty()) {
            repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branches.get(0));
        }
        if (isClean && repository.resolve(Constants.HEAD) != null) {
            store.git().reset().setMode(ResetCommand.ResetType.HARD).call();
        } else if (!repository.isBare()) {
            session.err().println("gv: the files are not touched: they have changes");
        }
    }

    private int tell(List<Map<String, Object>> branches, List<String> tags) {
        boolean isRefused =
                branches.stream().anyMatch(branch -> branch.get("change").equals("refused"));
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("commits", made);
            all.put("branches", branches);
            all.put("tags", tags);
            session.output().json(all);
        } else {
            session.output().table(branches, "change", "branch", "commit");
            session.output().line("commits: " + made + ", tags: " + tags.size());
        }
        if (isRefused) {
            session.err()
                    .println(
                            "gv: a branch has commits there that it has not here: gv import-git"
                                    + " takes them in, --force lets them go");
        }
        return isRefused ? Exit.CONFLICTS : Exit.OK;
    }
}
