package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Brings a live schema to a state and proves it: after the last statement the schema is read back
 * and must equal what was promised.
 */
public final class Applier {
    private static final int ROUNDS = 3;

    private final Database database;
    private final SearchPath path;
    private final SchemaTree goal;
    private final List<Step> executed;
    private final List<Refusal> refusals;
    private final Cage cage;
    private boolean hasRows = true;
    private @Nullable Parking parking;

    private Applier(
            Database database,
            SearchPath path,
            SchemaTree goal,
            List<Step> executed,
            List<Refusal> refusals,
            Cage cage) {
        this.cage = cage;
        this.database = database;
        this.path = path;
        this.goal = goal;
        this.executed = executed;
        this.refusals = refusals;
    }

    /**
     * Changes a schema in place.
     *
     * @param database the gateway
     * @param from the schema as it was read
     * @param to the state to reach
     * @param executed gets the statements
     * @return the schema as read after the change; its tree equals {@code to}
     * @throws GitVersionException STATEMENT_FAILED, CANNOT_ALTER or VERIFICATION_FAILED; nothing is
     *     changed then once the caller's transaction rolls back
     */
    public static LiveSchema migrate(
            Database database, LiveSchema from, SchemaTree to, List<Step> executed) {
        return migrate(database, from, to, executed, new ArrayList<>(), false, null);
    }

    /**
     * The same for the schema of a branch.
     *
     * @param database the gateway
     * @param from the schema as it was read
     * @param to the state to reach
     * @param executed gets the statements
     * @param parking what becomes of values that are dropped
     * @return the schema as read after the change; its tree equals {@code to}
     * @throws GitVersionException as the other method does, and NOT_PARKED
     */
    public static LiveSchema migrate(
            Database database,
            LiveSchema from,
            SchemaTree to,
            List<Step> executed,
            Parking parking) {
        return migrate(database, from, to, executed, new ArrayList<>(), false, parking);
    }

    /**
     * Brings a schema to a merged state, and says of each object that the rows refuse. Where texts
     * of one side meet types of the other, PostgreSQL may word them in another way than either
     * side.
     *
     * @param database the gateway
     * @param from the schema as it was read
     * @param to the state to reach
     * @param executed gets the statements
     * @param refusals gets what PostgreSQL refused: all that rows stood in the way of, or the one
     *     statement that failed for another reason
     * @param parking what becomes of values that are dropped; null for a schema without a branch
     * @return the schema as read after the change; its tree equals {@code to}, but for wording
     * @throws GitVersionException as the other method does, and NOT_PARKED
     */
    public static LiveSchema merge(
            Database database,
            LiveSchema from,
            SchemaTree to,
            List<Step> executed,
            List<Refusal> refusals,
            @Nullable Parking parking) {
        return migrate(database, from, to, executed, refusals, true, parking);
    }

    /**
     * Sees to it that what is built in a schema that does not stay runs with no more rights than
     * those who made it have.
     *
     * @param database the gateway
     * @param schema the raw name of the schema
     * @param state what is to be built there first
     */
    public static void cage(Database database, String schema, SchemaTree state) {
        Cage.enter(database, schema, Cage.forScratch(database, state));
    }

    /**
     * Forgets a schema that did not stay.
     *
     * @param schema its raw name
     */
    public static void forget(String schema) {
        Cage.leave(schema);
    }

    private static LiveSchema migrate(
            Database database,
            LiveSchema from,
            SchemaTree to,
            List<Step> executed,
            List<Refusal> refusals,
            boolean reworded,
            @Nullable Parking parking) {
        Vetting.require(database, from.tree(), to);
        Cage cage = Cage.of(database, from, Owners.credible(database, from, to));
        SchemaTree goal = cage.owned();
        Applier applier = new Applier(database, from.searchPath(), goal, executed, refusals, cage);
        applier.hasRows = from.tree().size() > 0;
        String user = cage.creator(Owners.currentUser(database));
        LiveSchema now = from;
        Publications.requireKept(database, from.searchPath().schema(), from.tree(), goal);
        OwnNames.require(from, goal);
        LockTable.require(database, from.searchPath().schema(), from.tree(), goal);
        for (int round = 0; round < ROUNDS; round++) {
            List<Step> steps = Ways.plan(now.tree(), goal, user, Set.of());
            if (round > 0 && steps.isEmpty()) {
                break;
            }
            if (round > 0 && reworded && Wording.differs(database, now, goal, steps)) {
                return applier.closed(now, parking);
            }
            applier.parking = round == 0 ? parking : null;
            applier.executeOrRecast(now.tree(), steps, user);
            now = CatalogReader.readBack(database, from, goal);
            Mismatch.refuseLoss(from.tree(), goal, now.tree());
            if (now.tree().equals(goal)
                    || now.tree()
                            .equals(
                                    RowSteps.completed(
                                            database, now.searchPath(), goal, now.tree(), cage))) {
                return applier.closed(now, parking);
            }
        }
        throw Mismatch.refusal(goal, now.tree());
    }

    private LiveSchema closed(LiveSchema now, @Nullable Parking kept) {
        if (kept != null) {
            kept.close();
        }
        return cage.close(now);
    }

    /**
     * Executes steps; where a new label of an enum is used that PostgreSQL does not yet let be
     * used, the enum is built again.
     */
    private void executeOrRecast(SchemaTree now, List<Step> steps, String user) {
        int size = executed.size();
        Set<Path> enums = new TreeSet<>();
        List<Step> next = steps;
        List<Refusal> first = new ArrayList<>();
        GitVersionException unsafe = null;
        while (next != null) {
            try {
                database.nested(new Execution(now, next));
                return;
            } catch (GitVersionException failure) {
                if (unsafe == null) {
                    first.addAll(refusals);
                    unsafe = failure;
                }
                executed.subList(size, executed.size()).clear();
                refusals.clear();
                next =
                        isUnsafe(failure) && addUsed(enums, failure, now)
                                ? Ways.plan(now, goal, user, enums)
                                : null;
            }
        }
        refusals.addAll(first);
        throw unsafe;
    }

    private static boolean isUnsafe(GitVersionException failure) {
        return StatementFailure.UNSAFE_NEW_ENUM_VALUE_USAGE.equals(failure.sqlState());
    }

    private boolean addUsed(Set<Path> enums, GitVersionException failure, SchemaTree now) {
        String subject = failure.subject();
        Node node = subject == null ? null : goal.get(Path.parse(subject));
        return enums.addAll(RecastTypes.usedBy(node, now, goal));
    }

    private final class Execution implements Database.Work<Boolean> {
        private final SchemaTree now;
        private final List<Step> steps;

        Execution(SchemaTree now, List<Step> steps) {
            this.now = now;
            this.steps = steps;
        }

        @Override
        public Boolean run() {
            Parking keeping = parking;
            execute(keeping == null ? steps : keeping.around(path, now, goal, steps, cage));
            if (keeping != null) {
                keeping.unstyle();
            }
            return Boolean.TRUE;
        }
    }

    /**
     * Executes steps on the search path of the schema.
     *
     * @param database the gateway
     * @param path the schema
     * @param steps what to execute
     */
    public static void execute(Database database, SearchPath path, List<Step> steps) {
        execute(database, path, steps, new ArrayList<>());
    }

    /** Executes steps that bring a schema closer to a state. */
    static List<Step> execute(
            Database database, LiveSchema from, SchemaTree goal, List<Step> steps) {
        Cage cage = Cage.of(database, from, goal);
        List<Step> done = new ArrayList<>(steps.size());
        new Applier(database, from.searchPath(), goal, done, new ArrayList<>(), cage)
                .execute(steps);
        return done;
    }

    /**
     * Executes steps on the search path of the schema.
     *
     * @param database the gateway
     * @param path the schema
     * @param steps what to execute
     * @param refusals gets the statement that PostgreSQL refused
     */
    public static void execute(
            Database database, SearchPath path, List<Step> steps, List<Refusal> refusals) {
        // To give another name runs nothing of what has it.
        Cage cage = Cage.open(database, path);
        new Applier(database, path, SchemaTree.EMPTY, new ArrayList<>(), refusals, cage)
                .execute(steps);
    }

    private void execute(List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        Vetting.require(steps);
        Runner runner = new Runner(database, path, goal, executed, refusals, cage, hasRows);
        database.changing(path.schema(), runner.executing(Joints.join(steps, goal)));
    }
}
