package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.db.Database;
import org.gitversion.diff.Change;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.CommitParent;
import org.gitversion.history.Commits;
import org.gitversion.history.Committer;
import org.gitversion.history.DdlEvents;
import org.gitversion.history.FullPath;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredTree;

/** Commits some of the changes of a branch; the others stay uncommitted. */
public final class PartialCommit {
    private final Database database;
    private final BranchChange change;
    private final List<Change> chosen = new ArrayList<>();

    private PartialCommit(Database database, BranchChange change) {
        this.database = database;
        this.change = change;
    }

    /**
     * Commits what was changed at some paths.
     *
     * @param database the gateway
     * @param branchName the branch
     * @param message the message
     * @param paths objects, parts of them or directories, as named at the head or live
     * @return the id of the commit
     * @throws GitVersionException UNKNOWN_BRANCH, SCHEMA_MISSING, INVALID_ARGUMENT for a blank
     *     message, UNKNOWN_PATH, NOTHING_TO_COMMIT, INCOMPLETE_CHOICE when these changes need
     *     others
     */
    public static int run(
            Database database, String branchName, String message, List<String> paths) {
        Committer.requireMessage(message);
        BranchChange change = BranchChange.open(database, branchName);
        PartialCommit commit = new PartialCommit(database, change);
        commit.choose(paths);
        if (commit.chosen.isEmpty()) {
            throw new Committer(database).nothing(change.branch());
        }
        return commit.chosen.size() == change.work().changes().size()
                ? new Committer(database).commit(branchName, message).id()
                : commit.record(message);
    }

    private void choose(List<String> texts) {
        SchemaTree head = change.work().head();
        SchemaTree live = change.live().tree();
        List<Path> paths = new ArrayList<>(texts.size());
        for (String text : texts) {
            Path path = FullPath.of(database, text, List.of(head, live));
            if (head.get(path) == null
                    && live.get(path) == null
                    && head.below(path).isEmpty()
                    && live.below(path).isEmpty()) {
                throw new GitVersionException(
                        ErrorCode.UNKNOWN_PATH,
                        "there is nothing at \"" + text + "\"",
                        "Neither the head nor the schema of branch \""
                                + change.branch().name()
                                + "\" has an object there.",
                        "gitversion.status(branch) lists the paths of what a commit would take"
                                + " in.");
            }
            paths.add(path);
        }
        for (Change one : change.work().changes()) {
            for (Path path : paths) {
                if (isAt(one.path(), path) || one.from() != null && isAt(one.from().path(), path)) {
                    chosen.add(one);
                    break;
                }
            }
        }
    }

    private static boolean isAt(Path path, Path at) {
        return path.equals(at) || path.isBelow(at);
    }

    private int record(String message) {
        Branch branch = change.branch();
        PartialState state = PartialState.of(change.work(), chosen);
        if (!state.needs().isEmpty()) {
            throw incomplete(String.join("; ", state.needs()) + ".");
        }
        verify(state.tree());
        Committer committer = new Committer(database);
        committer.warnOfOtherBranches(branch, change.work());
        StoredTree tree = new ObjectStore(database, ObjectKinds.ALL).put(state.tree());
        Commit commit =
                new Commits(database)
                        .insert(
                                branch,
                                tree,
                                List.of(new CommitParent(branch.headId(), state.renames())),
                                message,
                                null);
        new Branches(database)
                .moveHead(branch, commit.id(), "commit", Committer.firstLine(message));
        Set<Path> paths = new TreeSet<>();
        for (Change one : chosen) {
            paths.add(one.path());
            if (one.from() != null) {
                paths.add(one.from().path());
            }
        }
        DdlEvents.takeIn(database, branch.id(), commit.id(), paths, change.live());
        change.rememberHead(commit.id(), state.tree(), state.toLive());
        return commit.id();
    }

    /** Builds what the choice touches, with all that it needs and all that needs it. */
    private void verify(SchemaTree tree) {
        Map<Path, List<Node>> units = new TreeMap<>();
        for (List<Node> unit : tree.units()) {
            units.put(unit.get(0).path(), unit);
        }
        List<List<Node>> touched = new ArrayList<>();
        Set<Path> known = new HashSet<>();
        for (Change one : chosen) {
            add(tree, units, one.path(), known, touched);
            if (one.from() != null) {
                add(tree, units, one.from().path(), known, touched);
            }
        }
        for (int i = 0; i < touched.size(); i++) {
            for (Node node : touched.get(i)) {
                for (Node other : tree.referring(node.path())) {
                    add(tree, units, other.path(), known, touched);
                }
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < touched.size(); i++) {
            for (Node node : touched.get(i)) {
                nodes.add(node);
                for (Path reference : node.references()) {
                    add(tree, units, reference, known, touched);
                }
            }
        }
        try {
            Scratch.verify(database, SchemaTree.of(nodes));
        } catch (GitVersionException refused) {
            if (refused.code() != ErrorCode.STATEMENT_FAILED
                    && refused.code() != ErrorCode.CANNOT_ALTER
                    && refused.code() != ErrorCode.VERIFICATION_FAILED) {
                throw refused;
            }
            throw incomplete("Without the others: " + refused.message() + ". " + refused.detail());
        }
    }

    private static void add(
            SchemaTree tree,
            Map<Path, List<Node>> units,
            Path path,
            Set<Path> known,
            List<List<Node>> touched) {
        List<Node> unit = units.get(tree.unitOf(path));
        if (unit != null && known.add(unit.get(0).path())) {
            touched.add(unit);
        }
    }

    private GitVersionException incomplete(String detail) {
        return new GitVersionException(
                ErrorCode.INCOMPLETE_CHOICE,
                "the chosen changes of branch \""
                        + change.branch().name()
                        + "\" cannot be committed by themselves",
                detail,
                "Name what is missing in p_paths, too, or leave p_paths out to commit all.");
    }
}
