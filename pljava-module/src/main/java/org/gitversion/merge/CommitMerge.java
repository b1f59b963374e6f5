package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.canonical.TextMerge;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Ancestry;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.gitversion.plan.Renderer;
import org.jspecify.annotations.Nullable;

/** Merges of states and of DDL that belong to no branch, built in scratch schemas, and undone. */
public final class CommitMerge {
    private CommitMerge() {}

    /**
     * Finds the conflicts between three commits.
     *
     * @param database the gateway
     * @param baseId what both sides come from
     * @param sourceId the one side
     * @param targetId the other side
     * @param strategy what becomes of conflicting parts
     * @return the conflicts that stay, as JSON
     * @throws GitVersionException UNKNOWN_REVISION, and what building can throw
     */
    public static List<String> conflicts(
            Database database, int baseId, int sourceId, int targetId, Strategy strategy) {
        Commits commits = new Commits(database);
        return database.undone(
                new Trial(
                        database,
                        commits.get(baseId),
                        commits.get(sourceId),
                        commits.get(targetId),
                        strategy));
    }

    private static final class Trial implements Database.Work<List<String>> {
        private final Database database;
        private final Commit base;
        private final Commit source;
        private final Commit target;
        private final Strategy strategy;

        Trial(Database database, Commit base, Commit source, Commit target, Strategy strategy) {
            this.database = database;
            this.base = base;
            this.source = source;
            this.target = target;
            this.strategy = strategy;
        }

        @Override
        public List<String> run() {
            Commits commits = new Commits(database);
            LiveSchema into = Scratch.build(database, commits.tree(target));
            TreeMerger merger =
                    new TreeMerger(database, commits.tree(source), into, Decisions.of(strategy));
            merger.merge(
                    commits.tree(base),
                    Ancestry.between(database, base.id(), source.id()),
                    Ancestry.between(database, base.id(), target.id()));
            List<String> out = new ArrayList<>();
            for (Conflict conflict : merger.conflicts()) {
                out.add(ConflictReport.json(conflict));
            }
            return out;
        }
    }

    /**
     * Combines what two definitions of the same objects have: both have to agree in what there is
     * only one of.
     *
     * @param database the gateway
     * @param source DDL
     * @param target DDL; its order comes first
     * @return canonical DDL, or null where they contradict each other
     * @throws GitVersionException STATEMENT_FAILED where PostgreSQL refuses one of them
     */
    public static @Nullable String union(Database database, String source, String target) {
        SchemaTree theirs = read(database, source, "p_source");
        SchemaTree ours = read(database, target, "p_target");
        MergeResult merged =
                ThreeWayMerge.merge(common(theirs, ours), theirs, ours, Strategy.UNION);
        if (!merged.conflicts().isEmpty()) {
            return null;
        }
        SchemaTree built = database.undone(new Build(database, merged.tree(), ""));
        StringBuilder out = new StringBuilder();
        for (List<Node> unit : built.units()) {
            out.append(Renderer.ddl(unit, built));
        }
        return out.toString();
    }

    private static SchemaTree read(Database database, String ddl, String argument) {
        try {
            return database.undone(new Build(database, SchemaTree.EMPTY, ddl));
        } catch (SqlFailure refused) {
            if (refused.isOfTheMoment()) {
                throw refused;
            }
            throw new GitVersionException(
                    ErrorCode.STATEMENT_FAILED,
                    "argument " + argument + " cannot be read",
                    "PostgreSQL refuses it in an empty schema: "
                            + refused.failure().getMessage()
                            + ".",
                    "Give all that the definition needs, names without a schema.");
        }
    }

    /** What both have alike, as if both had grown from it. */
    private static SchemaTree common(SchemaTree one, SchemaTree other) {
        List<Node> out = new ArrayList<>();
        for (Node node : one.nodes()) {
            Node there = other.get(node.path());
            if (there == null || there.kind() != node.kind()) {
                continue;
            }
            Map<String, Value> slots = new TreeMap<>();
            for (Map.Entry<String, Value> slot : node.slots().entrySet()) {
                if (slot.getValue().equals(there.value(slot.getKey()))) {
                    slots.put(slot.getKey(), slot.getValue());
                }
            }
            out.add(node.withSlots(slots));
        }
        return SchemaTree.of(out);
    }

    /** A state, and what DDL makes of it. */
    private static final class Build implements Database.Work<SchemaTree> {
        private final Database database;
        private final SchemaTree state;
        private final String ddl;

        Build(Database database, SchemaTree state, String ddl) {
            this.database = database;
            this.state = state;
            this.ddl = ddl;
        }

        @Override
        public SchemaTree run() {
            LiveSchema built = Scratch.build(database, state);
            if (ddl.isBlank()) {
                return built.tree();
            }
            database.searchPath(built.searchPath().toString());
            SqlFailure failure = database.attempt(ddl);
            database.ownPath();
            if (failure != null) {
                throw failure;
            }
            return CatalogReader.read(database, built.searchPath()).tree();
        }
    }

    /**
     * Resolves a conflict by a strategy.
     *
     * @param database the gateway
     * @param kind the kind of the object, or null
     * @param slot the slot it is over, or null
     * @param versions of base, source and target
     * @param strategy ours, theirs, union; anything else leaves it to a person
     * @return the text to take; null for none: the side that wins has none, or it takes a person
     */
    public static @Nullable String resolve(
            Database database,
            @Nullable String kind,
            @Nullable String slot,
            List<@Nullable String> versions,
            String strategy) {
        if (strategy.equals(Decision.MANUAL)) {
            return null;
        }
        String base = versions.get(0);
        String source = versions.get(1);
        String target = versions.get(2);
        switch (Strategy.of(strategy)) {
            case OURS:
                return target;
            case THEIRS:
                return source;
            case UNION:
                if (source == null || target == null) {
                    return null;
                }
                if (slot == null) {
                    return union(database, source, target);
                }
                Kind known = kind == null ? null : ObjectKinds.ALL.byName(kind);
                return known != null && isOfLines(known, slot)
                        ? TextMerge.merge(base == null ? "" : base, target, source)
                                .resolve(TextMerge.Strategy.UNION)
                        : null;
            default:
                return null;
        }
    }

    private static boolean isOfLines(Kind kind, String name) {
        for (Slot slot : kind.slots()) {
            if (slot.name().equals(name)) {
                return slot.merge() == Slot.Merge.LINES;
            }
        }
        return false;
    }
}
