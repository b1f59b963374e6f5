package org.gitversion.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Decides conflicts without asking: by the functions of merge drivers, and as the same conflicts
 * were resolved before where that is switched on.
 */
final class AutoDecisions {
    private static final int ROUNDS = 100;

    private final Database database;
    private final Remembered remembered;
    private final boolean isOn;

    /** The functions by the regular expressions of the paths they are for. */
    private final Map<String, String> drivers = new LinkedHashMap<>();

    AutoDecisions(Database database) {
        this.database = database;
        this.remembered = new Remembered(database);
        this.isOn = remembered.isOn();
        try (Rows rows =
                database.query(
                        "SELECT d.expression, d.function FROM gitversion.merge_drivers d"
                                + " ORDER BY d.id DESC")) {
            while (rows.next()) {
                drivers.put(rows.text(1), rows.text(2));
            }
        }
    }

    /** Something that may conflict. */
    interface Work {
        /**
         * Does it.
         *
         * @throws ConflictException when it conflicts
         */
        int run(Decisions decisions);
    }

    /** Does something, and again with what could be decided of its conflicts. */
    int run(Decisions first, Work work) {
        if (!isOn && drivers.isEmpty()) {
            return work.run(first);
        }
        Decisions decisions = first;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                return database.nested(new Round(work, decisions));
            } catch (ConflictException found) {
                Decisions more = decide(found, decisions);
                if (more == null) {
                    throw found;
                }
                decisions = more;
            }
        }
        return work.run(decisions);
    }

    private static final class Round implements Database.Work<Integer> {
        private final Work work;
        private final Decisions decisions;

        Round(Work work, Decisions decisions) {
            this.work = work;
            this.decisions = decisions;
        }

        @Override
        public Integer run() {
            return work.run(decisions);
        }
    }

    private @Nullable Decisions decide(ConflictException found, Decisions before) {
        Integer commitId = found.commitId();
        List<Decision> more = decide(found.conflicts(), found.proposal());
        Decisions decisions = before;
        if (commitId == null) {
            decisions = before.with(more);
        } else {
            for (Decision decision : more) {
                decisions = decisions.with(commitId, decision);
            }
        }
        return more.isEmpty() || decisions.size() == before.size() ? null : decisions;
    }

    /** What can be decided of some conflicts. */
    List<Decision> decide(List<Conflict> conflicts, SchemaTree proposal) {
        List<Decision> out = new ArrayList<>();
        for (Conflict conflict : conflicts) {
            Decision decision = decide(conflict, proposal);
            if (decision != null) {
                out.add(decision);
            }
        }
        return out;
    }

    /** What can be decided of a conflict, or null. */
    @Nullable Decision decide(Conflict conflict, SchemaTree proposal) {
        if (conflict.isUnconverted()) {
            // What is remembered, or what a driver makes, is a definition and no conversion.
            return null;
        }
        Decision known = isOn ? remembered.find(conflict) : null;
        if (known != null || conflict.type() == Conflict.Type.RENAME_RENAME) {
            return known;
        }
        for (Map.Entry<String, String> driver : drivers.entrySet()) {
            String path = conflict.path().toString();
            if (database.value("SELECT 1 WHERE ?::text ~ ?::text", path, driver.getKey()) != null) {
                return drive(driver.getValue(), conflict, proposal);
            }
        }
        return null;
    }

    /** What the function of a driver returns is data, and read as DDL that a person gives. */
    private @Nullable Decision drive(String function, Conflict conflict, SchemaTree proposal) {
        List<@Nullable String> ddl = conflict.versions();
        String merged =
                database.value(
                        "SELECT gitversion_internal.run_driver(?::text, ?::text, ?::text,"
                                + " ?::text, ?::text)",
                        function,
                        conflict.path().toString(),
                        ddl.get(0),
                        ddl.get(2),
                        ddl.get(1));
        if (merged == null) {
            return null;
        }
        boolean isWhole = conflict.slot() == null;
        Map<Path, @Nullable Node> nodes;
        try {
            nodes = ManualResolution.read(database, proposal, conflict.path(), isWhole, merged);
        } catch (GitVersionException unfit) {
            database.value(
                    "SELECT gitversion_internal.notice(?::text, ?::text)::text",
                    "merge driver "
                            + function
                            + " does not resolve the conflict in "
                            + conflict.path(),
                    unfit.detail());
            return null;
        }
        return Decision.replacing(
                conflict.type().toString(),
                conflict.path(),
                conflict.slot(),
                Decision.DRIVER,
                nodes,
                function,
                false);
    }
}
