package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Effect;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.OnlineForm;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/**
 * The statements of a plan, for those of which others stand that do not keep readers and writers
 * waiting. Phases follow each other: an even one is of statements that are executed one by one, an
 * odd one is one transaction. What can be done before the first transaction is done there, what
 * must come after it, in the next phase that fits; and what needs it, after that.
 */
public final class OnlinePlan {
    private static final int FIRST = 1;

    /** Bounds of hashes name the table by a number that it has here. */
    private static final String BOUNDS =
            "SELECT c.relname, pg_get_partition_constraintdef(c.oid) FROM pg_class c JOIN"
                    + " pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ?::text AND"
                    + " c.relispartition AND pg_get_partition_constraintdef(c.oid) IS NOT NULL AND"
                    + " NOT EXISTS (SELECT FROM pg_partition_ancestors(c.oid) a JOIN"
                    + " pg_partitioned_table p ON p.partrelid = a.relid WHERE p.partstrat = 'h' AND"
                    + " a.relid <> c.oid)";

    private final SchemaTree from;
    private final SchemaTree to;
    private final OnlineForms forms;
    private final TreeMap<Integer, List<OnlineStep>> phases = new TreeMap<>();

    /** From which phase on an object is there, of those that are not there after the first. */
    private final Map<Path, Integer> ready = new TreeMap<>();

    /** From which phase on a column is NOT NULL. */
    private final Map<Path, Integer> complete = new TreeMap<>();

    private OnlinePlan(SchemaTree from, SchemaTree to, OnlineForms forms) {
        this.from = from;
        this.to = to;
        this.forms = forms;
    }

    /**
     * Finds the statements.
     *
     * @param database the gateway
     * @param before the schema as it was
     * @param after the schema as the statements have left it, which are still to be undone
     * @param renames from the names of the one to those of the other
     * @param steps the statements
     * @return the plan
     */
    public static OnlinePlan of(
            Database database,
            LiveSchema before,
            LiveSchema after,
            Renames renames,
            List<Step> steps) {
        Map<Path, String> bounds = new TreeMap<>();
        for (Step step : steps) {
            for (Step part : step.parts()) {
                if (part.ddl().form() == OnlineForm.ATTACHMENT && bounds.isEmpty()) {
                    bounds = bounds(database, after);
                }
            }
        }
        OnlineForms forms = new OnlineForms(before.tree(), after.tree(), renames, steps, bounds);
        OnlinePlan plan = new OnlinePlan(before.tree(), after.tree(), forms);
        for (Step step : parted(steps)) {
            plan.add(step);
        }
        for (Map.Entry<Integer, List<OnlineStep>> phase : plan.phases.entrySet()) {
            if (phase.getKey() % 2 == 1) {
                List<OnlineStep> all = phase.getValue();
                all.addAll(0, forms.locks(all, phase.getKey() == FIRST));
            }
        }
        return plan;
    }

    /** What is done to a table in one go is parted where others can stand for some of it. */
    private static List<Step> parted(List<Step> steps) {
        List<Step> out = new ArrayList<>(steps.size());
        for (Step step : steps) {
            boolean isParted = false;
            for (Step part : step.parts()) {
                isParted |= part.ddl().form() != null;
            }
            out.addAll(isParted ? step.parts() : List.of(step));
        }
        return out;
    }

    /** What PostgreSQL checks of the rows of partitions. */
    private static Map<Path, String> bounds(Database database, LiveSchema live) {
        Map<Path, String> out = new TreeMap<>();
        database.searchPath(live.searchPath().toString());
        try (Rows rows = database.query(BOUNDS, live.searchPath().schema())) {
            while (rows.next()) {
                out.put(Path.of(TableKind.FOLDER, rows.text(1)), rows.text(2));
            }
        }
        database.ownPath();
        return out;
    }

    /**
     * Returns statements that are one transaction.
     *
     * @param steps the statements
     * @return the same
     */
    public static List<OnlineStep> together(List<Step> steps) {
        List<OnlineStep> out = new ArrayList<>(steps.size());
        for (Step step : steps) {
            out.add(OnlineStep.together(step));
        }
        return out;
    }

    private void add(Step step) {
        int earliest = FIRST;
        for (Step part : step.parts()) {
            earliest = Math.max(earliest, earliest(part));
        }
        List<OnlineStep> links = forms.of(step);
        if (links.isEmpty()) {
            add(earliest, OnlineStep.together(step));
            for (Step part : step.parts()) {
                note(part, earliest);
            }
            return;
        }
        int phase = forms.isFirst(step) ? 0 : earliest;
        int there = FIRST;
        for (OnlineStep link : links) {
            boolean odd = phase % 2 == 1;
            if (link.isTransactional()) {
                phase = Math.max(odd ? phase : phase + 1, earliest);
                there = phase;
            } else {
                phase = odd ? phase + 1 : phase;
                boolean checks = link.step().ddl().form() == OnlineForm.VALIDATION;
                there = checks ? there : phase + 1;
            }
            add(phase, link);
        }
        note(step, there);
    }

    private void add(int phase, OnlineStep step) {
        List<OnlineStep> list = phases.get(phase);
        if (list == null) {
            list = new ArrayList<>();
            phases.put(phase, list);
        }
        list.add(step);
    }

    private void note(Step step, int phase) {
        if (phase == FIRST) {
            return;
        }
        boolean ofColumn = step.ddl().form() == OnlineForm.NOT_NULL;
        raise(ofColumn ? complete : ready, step.path(), phase);
        Node node = to.get(step.path());
        if (node != null && step.ddl().form() == OnlineForm.ATTACHMENT) {
            for (Path parent : Inheritance.parents(node)) {
                raise(ready, parent, phase);
            }
        }
    }

    private static void raise(Map<Path, Integer> phases, Path path, int phase) {
        Integer before = phases.get(path);
        if (before == null || before < phase) {
            phases.put(path, phase);
        }
    }

    /** In which phase, at the earliest, all is there that a statement needs. */
    private int earliest(Step step) {
        int phase = FIRST;
        if (ready.isEmpty() && complete.isEmpty()) {
            return phase;
        }
        phase = Math.max(phase, whole(step.path()));
        Node after = to.get(step.path());
        SchemaTree tree = after == null ? from : to;
        Node node = after == null ? from.get(step.path()) : after;
        if (node == null) {
            return phase;
        }
        ObjectKind kind = ObjectKinds.ALL.of(node);
        Set<Path> needs = new HashSet<>(kind.needs(node, tree));
        needs.addAll(node.references());
        needs.addAll(Inheritance.origins(node, tree));
        for (Path need : needs) {
            phase = Math.max(phase, whole(need));
        }
        return complete.isEmpty() ? phase : Math.max(phase, completed(step, node));
    }

    private int whole(Path path) {
        int phase = FIRST;
        for (Path up = path; up != null; up = up.up(2)) {
            Integer found = ready.get(up);
            phase = found == null ? phase : Math.max(phase, found);
        }
        return phase;
    }

    /** Primary keys, identities, partitions and the like take columns that are NOT NULL. */
    private int completed(Step step, Node node) {
        int phase = FIRST;
        String type = node.text("type");
        boolean plain = step.ddl().form() == null || step.ddl().form() == OnlineForm.ATTACHMENT;
        boolean uses = "PRIMARY KEY".equals(type) && node.kind().folder().equals("constraints");
        uses |= plain && node.kind().folder().equals("indexes");
        for (Map.Entry<Path, Integer> column : complete.entrySet()) {
            Path path = column.getKey();
            boolean waits = path.equals(node.path()) || path.isBelow(node.path());
            waits |= uses && node.references().contains(path);
            for (Path parent : Inheritance.parents(node)) {
                waits |= plain && path.isBelow(parent);
            }
            phase = waits ? Math.max(phase, column.getValue()) : phase;
        }
        return phase;
    }

    /**
     * Returns the statements.
     *
     * @return in executable order
     */
    public List<OnlineStep> steps() {
        List<OnlineStep> out = new ArrayList<>();
        for (List<OnlineStep> phase : phases.values()) {
            for (OnlineStep step : phase) {
                out.add(explained(step));
            }
        }
        return out;
    }

    /** Says of what keeps others waiting that nothing else does the same. */
    private OnlineStep explained(OnlineStep online) {
        Step step = online.step();
        Effect effect = step.ddl().effect();
        boolean locks = step.ddl().lock().compareTo(Ddl.Lock.SHARE) >= 0;
        boolean waits = online.isTransactional() && locks && !forms.isOfNew(step);
        if (!waits || !effect.rewrites() && !effect.scans()) {
            return online;
        }
        String what = effect.rewrites() ? "it is written again" : "its rows are read";
        String why = "There is no online form: the table is locked while " + what + ".";
        return OnlineStep.together(step.executedAs(step.ddl().because(why)));
    }

    /**
     * Executes the plan in one transaction and sees to it that it leads where it is to lead.
     *
     * @param database the gateway
     * @param live a schema in the state that the plan begins with
     * @throws GitVersionException STATEMENT_FAILED or VERIFICATION_FAILED
     */
    public void tryOut(Database database, LiveSchema live) {
        List<Step> waiting = new ArrayList<>();
        for (List<OnlineStep> phase : phases.values()) {
            for (int i = 0; i < phase.size(); i++) {
                OnlineStep step = phase.get(i);
                if (step.step().ddl().effect() == Effect.UNKNOWN) {
                    Applier.execute(database, live, to, waiting);
                    waiting.clear();
                    // By itself, so that what it does is seen.
                    List<Step> seen = Applier.execute(database, live, to, List.of(step.tried()));
                    phase.set(i, OnlineStep.together(seen.get(0)));
                } else {
                    waiting.add(step.tried());
                }
            }
        }
        Applier.execute(database, live, to, waiting);
        SchemaTree reached = CatalogReader.readBack(database, live, to).tree();
        if (!reached.equals(to)) {
            throw Mismatch.refusal(to, reached);
        }
    }
}
