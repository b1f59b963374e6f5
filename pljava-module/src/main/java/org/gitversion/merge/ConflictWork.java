package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.canonical.TextMerge;
import org.gitversion.canonical.UsingClause;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** Works through the conflicts of something that was begun. All is kept in tables. */
public final class ConflictWork {
    private static final int ROUNDS = 100;

    private final Database database;
    private final Attempts attempts;
    private final Attempt attempt;
    private final AttemptWork work;

    ConflictWork(Database database, Attempt attempt) {
        this.database = database;
        this.attempts = new Attempts(database);
        this.attempt = attempt;
        this.work = new AttemptWork(database, attempt);
    }

    /**
     * Resolves one conflict. The rest of the merge is kept as it is.
     *
     * @param database the gateway
     * @param id the conflict
     * @param strategy ours, theirs, union or manual
     * @param ddl for manual: statements that make the object
     * @return how many conflicts of the attempt are left to resolve
     * @throws GitVersionException UNKNOWN_ATTEMPT, OUTDATED_ATTEMPT, UNFIT_RESOLUTION,
     *     INVALID_ARGUMENT
     */
    public static int resolve(Database database, int id, String strategy, @Nullable String ddl) {
        boolean isManual = strategy.equals(Decision.MANUAL);
        if (isManual == (ddl == null)
                || !isManual && (Strategy.of(strategy) == Strategy.RECURSIVE)) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "conflict " + id + " cannot be resolved so",
                    "The strategies are ours, theirs, union and manual, and manual alone takes"
                            + " p_resolved_ddl.",
                    "Call with strategy manual and DDL, or with another strategy and none.");
        }
        Attempts attempts = new Attempts(database);
        Attempt attempt = Freshness.lock(database, attempts.item(id).attemptId);
        ConflictWork work = new ConflictWork(database, attempt);
        Freshness.require(database, attempt);
        work.resolve(attempts.item(id), strategy, ddl);
        return new ConflictWork(database, attempts.get(attempt.id)).refresh(Map.of(), id);
    }

    private void resolve(Attempts.Item item, String strategy, @Nullable String ddl) {
        Map<Path, @Nullable Node> nodes = null;
        String expression = null;
        String version;
        if (ddl != null) {
            if (item.type.equals(Conflict.Type.RENAME_RENAME.toString())) {
                throw new GitVersionException(
                        ErrorCode.UNFIT_RESOLUTION,
                        "the conflict in " + item.path + " is over a name",
                        "DDL says what an object is, not which of two names it has.",
                        "Resolve it with ours or theirs, and rename the object afterwards.");
            }
            AttemptWork.Outcome found = work.tryOut(decisions(item));
            boolean isWhole = item.slot == null;
            nodes = ManualResolution.read(database, found.proposal, item.path, isWhole, ddl);
            expression = expression(item, found, ddl);
            version = ManualResolution.version(nodes, found.proposal, item.path, item.slot);
        } else {
            version = version(item, Strategy.of(strategy));
        }
        attempts.convert(attempt.id, item.path, expression);
        for (Attempts.Item other : attempts.items(attempt.id)) {
            boolean isOfObject =
                    other.path.equals(item.path) && Objects.equals(other.commitId, item.commitId);
            Decision decision = other.decision;
            if (other.id == item.id || isOfObject && nodes != null) {
                String more = nodes == null ? "{}" : ManualResolution.json(nodes);
                attempts.resolve(other.id, strategy, version, more);
            } else if (isOfObject && decision != null && decision.replacement() != null) {
                // DDL was about the whole object.
                attempts.reopen(other.id);
            }
        }
    }

    /** By what DDL converts the values of a column, where just that is not known. */
    private @Nullable String expression(Attempts.Item item, AttemptWork.Outcome found, String ddl) {
        for (Conflict conflict : found.conflicts) {
            if (conflict.isUnconverted() && key(conflict, found.commitId).equals(item.key())) {
                List<@Nullable String> said = UsingClause.of(ddl, item.path.name());
                return said.isEmpty() ? null : said.get(said.size() - 1);
            }
        }
        return null;
    }

    private static @Nullable String version(Attempts.Item item, Strategy strategy) {
        String source = item.versions.get(1);
        String target = item.versions.get(2);
        if (strategy != Strategy.UNION) {
            return strategy == Strategy.OURS ? target : source;
        }
        String base = item.versions.get(0);
        return TextMerge.merge(
                        base == null ? "" : base,
                        target == null ? "" : target,
                        source == null ? "" : source)
                .resolve(TextMerge.Strategy.UNION);
    }

    /** What was decided so far, but for one conflict. */
    private Decisions decisions(Attempts.@Nullable Item without) {
        Decisions out =
                Decisions.of(Strategy.of(attempt.strategy))
                        .with(Using.of(database, attempt.using).parking(database, attempt.park));
        List<Decision> single = new ArrayList<>();
        for (Attempts.Item item : attempts.items(attempt.id)) {
            Decision decision = item.decision;
            boolean isLeftOut =
                    without != null
                            && item.path.equals(without.path)
                            && Objects.equals(item.commitId, without.commitId)
                            && (item.id == without.id
                                    || decision != null && decision.replacement() != null);
            if (decision == null || isLeftOut) {
                continue;
            }
            if (item.commitId == null) {
                single.add(decision);
            } else {
                out = out.with(item.commitId, decision);
            }
        }
        return out.with(single);
    }

    /**
     * Finds what conflicts under the decisions made so far, and keeps that as rows.
     *
     * @param earlier resolutions of former conflicts, by key, taken where they fit
     * @param resolved the conflict just resolved, or 0
     * @return how many are left to resolve
     */
    int refresh(Map<String, Attempts.Item> earlier, int resolved) {
        AttemptWork.Outcome found = work.tryOut(decisions(null));
        AutoDecisions auto = new AutoDecisions(database);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Attempts.Item> rows = new HashMap<>();
            for (Attempts.Item item : attempts.items(attempt.id)) {
                rows.put(item.key(), item);
            }
            Set<String> keys = new TreeSet<>();
            boolean isDecided = false;
            for (Conflict conflict : found.conflicts) {
                String key = key(conflict, found.commitId);
                Attempts.Item row = rows.get(key);
                if (row != null && row.decision != null) {
                    throw unfit(row, conflict, resolved);
                }
                boolean isNew = keys.add(key) && row == null;
                if (isNew) {
                    attempts.add(attempt.id, found.commitId, conflict, proposal(conflict, found));
                }
            }
            removeOthers(rows, keys, found);
            Map<String, Attempts.Item> now = new HashMap<>();
            for (Attempts.Item item : attempts.items(attempt.id)) {
                now.put(item.key(), item);
            }
            for (Conflict conflict : found.conflicts) {
                Attempts.Item item = now.get(key(conflict, found.commitId));
                if (item != null && item.decision == null) {
                    boolean isNew = !rows.containsKey(item.key());
                    isDecided |=
                            takeEarlier(item, earlier.get(item.key()), found)
                                    || isNew && decide(item, auto, conflict, found);
                }
            }
            if (!isDecided) {
                return open().size();
            }
            found = work.tryOut(decisions(null));
        }
        return open().size();
    }

    /** What is not in conflict any more, because of how others were resolved. */
    private void removeOthers(
            Map<String, Attempts.Item> rows, Set<String> keys, AttemptWork.Outcome found) {
        for (Map.Entry<String, Attempts.Item> entry : rows.entrySet()) {
            Attempts.Item row = entry.getValue();
            boolean isOfThis =
                    found.conflicts.isEmpty() || Objects.equals(row.commitId, found.commitId);
            if (row.decision == null && isOfThis && !keys.contains(entry.getKey())) {
                attempts.remove(row.id);
            }
        }
    }

    private boolean takeEarlier(
            Attempts.Item item, Attempts.@Nullable Item before, AttemptWork.Outcome found) {
        return before != null
                && before.versions.equals(item.versions)
                && take(item, before.decision, found);
    }

    private boolean decide(
            Attempts.Item item, AutoDecisions auto, Conflict conflict, AttemptWork.Outcome found) {
        return take(item, auto.decide(conflict, found.proposal), found);
    }

    private boolean take(
            Attempts.Item item, @Nullable Decision decision, AttemptWork.Outcome found) {
        if (decision == null) {
            return false;
        }
        Map<Path, @Nullable Node> nodes = decision.replacement();
        String version =
                nodes == null
                        ? version(item, decision.strategy())
                        : ManualResolution.version(nodes, found.proposal, item.path, item.slot);
        attempts.resolve(
                item.id,
                decision.how(),
                version,
                nodes == null ? "{}" : ManualResolution.json(nodes));
        attempts.attribute(item.id, decision.by(), decision.isRemembered());
        return true;
    }

    private GitVersionException unfit(Attempts.Item row, Conflict conflict, int resolved) {
        String how = row.decision == null ? "" : row.decision.how();
        return new GitVersionException(
                ErrorCode.UNFIT_RESOLUTION,
                (how.equals(Decision.MANUAL) ? "the DDL" : "strategy " + how)
                        + " does not resolve conflict "
                        + row.id
                        + " in "
                        + row.path,
                conflict.detail(),
                row.id == resolved
                        ? "Resolve it in another way."
                        : "Resolve that conflict in another way first.");
    }

    /** How the same conflict was resolved before, else both sides with markers. */
    private String proposal(Conflict conflict, AttemptWork.Outcome found) {
        Decision known = new Remembered(database).find(conflict);
        Map<Path, @Nullable Node> nodes = known == null ? null : known.replacement();
        if (known != null && nodes != null) {
            String ddl = ManualResolution.version(nodes, found.proposal, conflict.path(), null);
            return ddl == null ? "" : ddl;
        }
        if (known != null && known.strategy() != Strategy.UNION) {
            String ddl = conflict.versions().get(known.strategy() == Strategy.OURS ? 2 : 1);
            return ddl == null ? "" : ddl;
        }
        return conflict.proposal(work.target().name(), attempt.source);
    }

    private static String key(Conflict conflict, @Nullable Integer commitId) {
        return (commitId == null ? "" : commitId + " ")
                + Decision.key(conflict.type().toString(), conflict.path(), conflict.slot());
    }

    List<Attempts.Item> open() {
        List<Attempts.Item> out = new ArrayList<>();
        for (Attempts.Item item : attempts.items(attempt.id)) {
            if (item.decision == null) {
                out.add(item);
            }
        }
        return out;
    }

    /**
     * Does for good what was begun, with its conflicts resolved.
     *
     * @param database the gateway
     * @param id the attempt
     * @return the commit, the head after a rebase, the id of a stash that was brought back
     * @throws GitVersionException UNKNOWN_ATTEMPT, OUTDATED_ATTEMPT, UNRESOLVED_CONFLICTS, and what
     *     the operation can throw
     */
    public static int finish(Database database, int id) {
        Attempt attempt = Freshness.lock(database, id);
        ConflictWork work = new ConflictWork(database, attempt);
        Freshness.require(database, attempt);
        List<Attempts.Item> open = work.open();
        if (!open.isEmpty()) {
            Set<String> paths = new TreeSet<>();
            for (Attempts.Item item : open) {
                paths.add(item.path.toString());
            }
            throw new GitVersionException(
                    ErrorCode.UNRESOLVED_CONFLICTS,
                    "merge attempt " + id + " has " + open.size() + " unresolved conflicts",
                    "They are in " + String.join(", ", paths) + ".",
                    "gitversion.open_conflicts shows them, gitversion.resolve_conflict resolves"
                            + " one.");
        }
        // While this runs, the branch has nothing in progress: it is concluded.
        work.attempts.end(id, "finished", null, List.of());
        AttemptWork.Outcome done;
        try {
            done = work.work.run(work.decisions(null));
        } catch (ConflictException found) {
            throw new GitVersionException(
                    found.code(),
                    "merge attempt " + id + " conflicts in " + found.conflicts().get(0).path(),
                    found.detail(),
                    "Something it depends on changed, such as rows."
                            + " gitversion.restart_merge("
                            + id
                            + ") finds the conflicts again and keeps what is resolved.");
        }
        new Remembered(database).keep(id);
        work.attempts.end(id, "finished", attempt.isStash() ? null : done.made, done.decided);
        return done.made;
    }

    /**
     * Gives up what was begun.
     *
     * @param database the gateway
     * @param id the attempt
     */
    public static void abort(Database database, int id) {
        Attempt attempt = Freshness.lock(database, id);
        new Attempts(database).end(attempt.id, "aborted", null, List.of());
    }

    /**
     * Begins again with the branches as they are now; resolutions of conflicts that are still the
     * same are kept.
     *
     * @param database the gateway
     * @param id the attempt
     * @return how many conflicts are left to resolve
     */
    public static int restart(Database database, int id) {
        Attempt old = Freshness.lock(database, id);
        Attempts attempts = new Attempts(database);
        Map<String, Attempts.Item> earlier = new LinkedHashMap<>();
        for (Attempts.Item item : attempts.items(id)) {
            if (item.decision != null) {
                earlier.put(item.key(), item);
            }
            attempts.remove(item.id);
        }
        Freshness.renew(database, old);
        return new ConflictWork(database, attempts.get(id)).refresh(earlier, 0);
    }

    /** Writes what an attempt is of. */
    static String metadata(
            String source,
            @Nullable String message,
            String fastForward,
            boolean isSquash,
            @Nullable Integer mainline,
            @Nullable Integer stashId,
            Using using) {
        JsonWriter out = new JsonWriter().text("source", source);
        if (message != null) {
            out.text("message", message);
        }
        out.text("fast_forward", fastForward).truth("squash", isSquash);
        if (mainline != null) {
            out.number("mainline", mainline);
        }
        if (stashId != null) {
            out.number("stash", stashId);
        }
        String conversions = using.json();
        if (conversions != null) {
            out.document("using", conversions);
        }
        if (using.interval() != null) {
            out.text("park", using.interval());
        }
        return out.toString();
    }
}
