package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Commit;
import org.gitversion.history.FullPath;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Applier;
import org.gitversion.plan.Parking;
import org.gitversion.plan.RenameSteps;
import org.gitversion.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Brings single objects of a live schema to the state they have in a commit. An object is known by
 * its identity: one that was renamed since gets its name back.
 */
public final class Restoration {
    /** What belongs to a table without being part of it. */
    private static final Set<String> OWNED =
            Set.of("index", "trigger", "policy", "rule", "statistics");

    private final Database database;
    private final BranchChange change;
    private final Commit commit;
    private final Using using;
    private final SchemaTree old;
    private final Renames toLive;
    private final Renames back;

    /** Paths of the commit, and paths of the live schema, of what is restored. */
    private final Set<Path> wanted = new TreeSet<>();

    private final Set<Path> replaced = new TreeSet<>();

    private Restoration(Database database, BranchChange change, Commit commit, Using using) {
        this.using = using;
        this.database = database;
        this.change = change;
        this.commit = commit;
        this.old = change.tree(commit);
        this.toLive = change.since(commit);
        this.back = toLive.inverse();
    }

    /**
     * Restores what is at a path.
     *
     * @param database the gateway
     * @param path an object, a part of one, or a directory; as named in the commit or live
     * @param revision the commit; HEAD is the branch
     * @param branchName the branch
     * @param using how values are converted that get another type, and kept that are dropped
     * @throws GitVersionException UNKNOWN_BRANCH, UNKNOWN_REVISION, SCHEMA_MISSING, UNKNOWN_PATH,
     *     STATEMENT_FAILED, CANNOT_ALTER, NO_CONVERSION, UNFIT_CONVERSION, NOT_PARKED
     */
    public static void run(
            Database database, String path, String revision, String branchName, Using using) {
        BranchChange change =
                BranchChange.open(database, branchName).deciding(Replay.NONE.with(using));
        Commit commit = change.commit(revision);
        Restoration restoration = new Restoration(database, change, commit, using);
        restoration.select(
                FullPath.of(database, path, List.of(restoration.old, change.live().tree())));
        if (restoration.wanted.isEmpty() && restoration.replaced.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_PATH,
                    "there is nothing at \"" + path + "\"",
                    "Neither commit "
                            + commit.shortHash()
                            + " nor the schema of branch \""
                            + branchName
                            + "\" has an object there.",
                    "Paths are those of gitversion.object_snapshots, such as tables/users or"
                            + " functions.");
        }
        restoration.apply();
        using.requireUsed();
        change.rememberHead();
        change.writeEvents("RESTORE", null);
    }

    private void select(Path at) {
        Path named = counterpart(at);
        Path before = named == null ? at : named;
        Path now = isLive(at) ? toLive.apply(at) : at;
        for (Node node : old.nodes()) {
            if (isAt(node.path(), at) || isAt(node.path(), before)) {
                wanted.add(node.path());
            }
        }
        for (Node node : change.live().tree().nodes()) {
            Path same = counterpart(node.path());
            if (isAt(node.path(), at)
                    || isAt(node.path(), now)
                    || same != null && wanted.contains(same)) {
                add(node.path());
            }
        }
        addOwned();
        addDependents(change.live().tree());
    }

    private static boolean isAt(Path path, Path at) {
        return path.equals(at) || path.isBelow(at);
    }

    private boolean isLive(Path path) {
        return counterpart(toLive.apply(path)) != null;
    }

    /** The path that a live object has in the commit; null when it is new. */
    private @Nullable Path counterpart(Path live) {
        Path before = back.apply(live);
        Node there = old.get(before);
        Node here = change.work().live().tree().get(live);
        boolean same =
                there != null
                        && here != null
                        && toLive.apply(before).equals(live)
                        && there.kind() == here.kind();
        return same ? before : null;
    }

    /** With an object that is not there any more come its indexes, triggers and the like. */
    private void addOwned() {
        List<Path> owned = new ArrayList<>();
        for (Node node : old.nodes()) {
            if (OWNED.contains(node.kind().name()) && !isLive(node.path())) {
                for (Path reference : node.references()) {
                    if (wanted.contains(reference) && !isLive(reference)) {
                        owned.add(node.path());
                    }
                }
            }
        }
        wanted.addAll(owned);
    }

    /** What needs an object that goes is restored with it, or goes with it. */
    private void addDependents(SchemaTree live) {
        boolean more = true;
        while (more) {
            more = false;
            for (Node node : live.nodes()) {
                if (!replaced.contains(node.path()) && needsReplaced(node)) {
                    Path unit = live.unitOf(node.path());
                    for (Node part : live.nodes()) {
                        if (isAt(part.path(), unit)) {
                            add(part.path());
                        }
                    }
                    more = true;
                }
            }
        }
    }

    private boolean needsReplaced(Node node) {
        // A sequence goes with the column that owns it.
        String owner = node.text("owned_by");
        Path column = owner == null ? null : Path.parse(owner);
        if (column != null && replaced.contains(column) && counterpart(column) == null) {
            return true;
        }
        for (Path reference : node.references()) {
            if (replaced.contains(reference) && counterpart(reference) == null) {
                return true;
            }
        }
        return false;
    }

    private void add(Path live) {
        replaced.add(live);
        Path before = counterpart(live);
        if (before != null) {
            wanted.add(before);
        }
    }

    private void apply() {
        Map<Path, Path> moved = new TreeMap<>();
        for (Path live : replaced) {
            Path before = counterpart(live);
            if (before != null) {
                moved.put(live, before);
            }
        }
        for (Map.Entry<Path, Path> entry : toLive.byOld().entrySet()) {
            Path label = entry.getValue();
            if (Label.is(label) && replaced.contains(Label.type(label))) {
                moved.put(label, entry.getKey());
            }
        }
        Renames names = Renames.of(moved);
        LiveSchema now = change.live();
        List<Step> steps = new ArrayList<>();
        if (!names.isEmpty()) {
            now = makeWay(now, names, steps);
            List<Step> renames = RenameSteps.of(now.tree(), names);
            Applier.execute(database, now.searchPath(), renames);
            steps.addAll(renames);
            now = CatalogReader.read(database, now.searchPath());
        }
        SchemaTree goal = converted(now, goal(now.tree(), names), names);
        Parking parking = change.parkingUncommitted();
        int headId = change.branch().headId();
        parking.offer(
                new ParkedValues(database, change.branch().id()).between(headId, commit.id()));
        parking.naming(names.inverse(), Renames.NONE);
        LiveSchema done = Applier.migrate(database, now, goal, steps, parking);
        change.done(done, names, steps);
        parking.record(headId, null);
    }

    private SchemaTree converted(LiveSchema now, SchemaTree goal, Renames names) {
        List<Conflict> unknown = new ArrayList<>();
        SchemaTree converted =
                new Conversions(database, Decisions.of(Strategy.RECURSIVE).with(using))
                        .between(change.branch().headIdOrNull(), commit.id())
                        .uncommitted(change.branch().id(), false)
                        .into(goal, now.tree(), now.tree(), names, now.searchPath(), unknown);
        if (!unknown.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.NO_CONVERSION,
                    "it is not known how to convert the values of " + unknown.get(0).path(),
                    unknown.get(0).detail(),
                    "Call with p_using, which names each column with an expression for it.");
        }
        return converted;
    }

    /** Drops what has a name that an object gets back, and is replaced anyway. */
    private LiveSchema makeWay(LiveSchema now, Renames names, List<Step> steps) {
        Map<Path, @Nullable Node> gone = new TreeMap<>();
        for (Path path : names.byOld().values()) {
            if (replaced.contains(path) && counterpart(path) == null) {
                for (Node node : now.tree().nodes()) {
                    if (isAt(node.path(), path)) {
                        gone.put(node.path(), null);
                    }
                }
            }
        }
        if (gone.isEmpty()) {
            return now;
        }
        Parking parking = change.parkingUncommitted();
        LiveSchema out = Applier.migrate(database, now, now.tree().with(gone), steps, parking);
        parking.record(change.branch().headId(), null);
        return out;
    }

    /** The live schema, but for what is replaced, and with what is wanted. */
    private SchemaTree goal(SchemaTree now, Renames names) {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Path path : replaced) {
            Path moved = names.apply(path);
            if (now.get(moved) != null) {
                changes.put(moved, null);
            }
        }
        for (Path path : wanted) {
            Node node = old.get(path);
            if (node != null) {
                SortedSet<Path> references = new TreeSet<>();
                for (Path reference : node.references()) {
                    references.add(
                            wanted.contains(reference) ? reference : toLive.apply(reference));
                }
                changes.put(path, node.at(path, references));
            }
        }
        return now.with(changes);
    }
}
