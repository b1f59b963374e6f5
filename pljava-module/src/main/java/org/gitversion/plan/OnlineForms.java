package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ConstraintKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.IndexKind;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.OnlineDdl;
import org.gitversion.kind.OnlineForm;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Chooses the statements that stand for one that would keep readers and writers waiting. */
final class OnlineForms {
    private static final String HELPER = "gitversion_online_";

    private final SchemaTree from;
    private final SchemaTree to;
    private final Renames renames;
    private final Renames back;
    private final Map<Path, String> bounds;
    private final Set<String> names = new HashSet<>();
    private final Set<Path> made = new HashSet<>();
    private final Set<Path> rewritten = new HashSet<>();
    private final Set<Path> attached = new HashSet<>();
    private final Set<Path> detached = new HashSet<>();
    private final Set<Path> checked = new HashSet<>();
    private int helpers;

    OnlineForms(
            SchemaTree from,
            SchemaTree to,
            Renames renames,
            List<Step> steps,
            Map<Path, String> bounds) {
        this.from = from;
        this.to = to;
        this.renames = renames;
        this.back = renames.inverse();
        this.bounds = bounds;
        for (Node node : from.nodes()) {
            names.addAll(ObjectKinds.ALL.of(node).names(node));
        }
        for (Step step : steps) {
            if (step.ddl().effect().rewrites() && step.path().segments().size() > 1) {
                rewritten.add(unit(step.path()));
            }
            for (Step part : step.parts()) {
                note(part);
            }
        }
    }

    private void note(Step step) {
        OnlineForm form = step.ddl().form();
        if (form == OnlineForm.TABLE) {
            made.add(step.path());
        } else if (form == OnlineForm.ATTACHMENT) {
            attached.add(step.path());
        } else if (form == OnlineForm.DETACHMENT) {
            detached.add(step.path());
        } else if (form == OnlineForm.CHECK) {
            checked.add(step.path());
        }
    }

    private static Path unit(Path path) {
        return Path.of(path.segment(0), path.segment(1));
    }

    /** The statements that stand for a step; none where it stays as it is. */
    List<OnlineStep> of(Step step) {
        OnlineForm form = step.ddl().form();
        Node after = to.get(step.path());
        if (form == OnlineForm.INDEX_DROP) {
            return dropped(step);
        }
        if (form == null || after == null || !isOfFolder(after, form) || !isOld(after)) {
            return List.of();
        }
        if (form == OnlineForm.INDEX || form == OnlineForm.KEY) {
            return indexed(after, form == OnlineForm.KEY);
        }
        if (form == OnlineForm.CHECK) {
            return checked(step, after);
        }
        if (form == OnlineForm.VALIDATION) {
            return List.of(OnlineStep.alone(step.path(), step.ddl()));
        }
        if (form == OnlineForm.NOT_NULL) {
            return step.ddl().effect().scans() ? notNull(step) : List.of();
        }
        return form == OnlineForm.ATTACHMENT ? attached(step, after) : detached(step);
    }

    /** Some statements add something for a while, which is no object of its own. */
    private static boolean isOfFolder(Node node, OnlineForm form) {
        String folder = node.kind().folder();
        if (form == OnlineForm.INDEX) {
            return folder.equals(IndexKind.FOLDER);
        }
        if (form == OnlineForm.NOT_NULL) {
            return folder.equals("columns");
        }
        boolean ofTable = form == OnlineForm.ATTACHMENT || form == OnlineForm.DETACHMENT;
        return folder.equals(ofTable ? TableKind.FOLDER : ConstraintKind.FOLDER);
    }

    /** Whether what is done to a table comes before the first transaction. */
    boolean isFirst(Step step) {
        OnlineForm form = step.ddl().form();
        Node node = to.get(step.path());
        return form == OnlineForm.DETACHMENT
                || (form == OnlineForm.INDEX || form == OnlineForm.KEY)
                        && node != null
                        && isReady(node);
    }

    /** The table, or materialized view, that something is of; null where it cannot be known. */
    private static @Nullable Path table(Node node, SchemaTree tree) {
        return node.kind().folder().equals(IndexKind.FOLDER)
                ? ObjectKinds.ALL.of(node).droppedWith(node, tree)
                : unit(node.path());
    }

    /** Tells whether there can be rows in the table that something is of. */
    private boolean isOld(Node node) {
        Path table = table(node, to);
        if (table == null || made.contains(table)) {
            return false;
        }
        Node before = from.get(back.apply(table));
        return before != null && before.kind() == required(table).kind() && !before.has("server");
    }

    /** Tells whether a statement is about a table that the plan makes. */
    boolean isOfNew(Step step) {
        Node node = to.get(step.path());
        Path table = node == null ? null : table(node, to);
        return table != null && made.contains(table);
    }

    private Node required(Path path) {
        Node node = to.get(path);
        if (node == null) {
            throw new IllegalStateException(path + " is missing");
        }
        return node;
    }

    private boolean isNamed(Path path) {
        return renames.apply(path).equals(path) && back.apply(path).equals(path);
    }

    /** Tells whether all that an index needs is there as it will be. */
    private boolean isReady(Node node) {
        Path table = table(node, to);
        if (table == null || !isNamed(table) || rewritten.contains(table)) {
            return false;
        }
        List<Path> whole = Inheritance.origins(node, to);
        for (Path need : node.references()) {
            Node before = from.get(need);
            Node after = to.get(need);
            if (whole.contains(need)) {
                continue;
            }
            if (before == null || after == null || !isNamed(need) || !isAlike(before, after)) {
                return false;
            }
        }
        return from.get(table) != null;
    }

    private static boolean isAlike(Node before, Node after) {
        if (!before.kind().folder().equals("columns")) {
            return before.kind() == after.kind()
                    && (before.equals(after) || before.kind().folder().equals(TableKind.FOLDER));
        }
        for (String slot : new String[] {"type", "collation", "generated", "virtual"}) {
            String was = before.text(slot);
            if (was == null ? after.has(slot) : !was.equals(after.text(slot))) {
                return false;
            }
        }
        return true;
    }

    private String helper() {
        helpers++;
        while (names.contains("relation " + HELPER + helpers)) {
            helpers++;
        }
        return HELPER + helpers;
    }

    private List<OnlineStep> indexed(Node node, boolean key) {
        if (key && !OnlineDdl.isOfIndex(node)) {
            return List.of();
        }
        boolean taken = isReady(node) && names.contains("relation " + node.name());
        String name = taken ? helper() : node.name();
        List<OnlineStep> out = new ArrayList<>();
        out.add(OnlineStep.alone(node.path(), OnlineDdl.dropInvalid(name)));
        out.add(
                OnlineStep.alone(
                        node.path(), built(node, name, key, true), built(node, name, key, false)));
        if (taken) {
            out.add(OnlineStep.together(node.path(), OnlineDdl.rename(name, node.name())));
        }
        if (key) {
            out.add(OnlineStep.together(node.path(), OnlineDdl.key(node)));
        }
        return out;
    }

    private static Ddl built(Node node, String name, boolean key, boolean concurrently) {
        return key
                ? OnlineDdl.keyIndex(node, name, concurrently)
                : OnlineDdl.index(node, name, concurrently);
    }

    /** What is no longer used goes at the end, unless what it needs goes before or is rewritten. */
    private List<OnlineStep> dropped(Step step) {
        Node node = from.get(step.path());
        Path table = node == null ? null : table(node, from);
        if (node == null
                || table == null
                || !isNamed(table)
                || !isNamed(node.path())
                || made.contains(table)
                || node.has("unique") && isReferred(table)
                || isTaken(node)) {
            return List.of();
        }
        for (Path need : node.references()) {
            if (to.get(need) == null || !isNamed(need) || rewritten.contains(unit(need))) {
                return List.of();
            }
        }
        return List.of(
                OnlineStep.alone(
                        node.path(),
                        OnlineDdl.dropIndex(node, true),
                        OnlineDdl.dropIndex(node, false)));
    }

    /** A foreign key takes whichever index there is. */
    private boolean isReferred(Path table) {
        for (Node node : to.nodes()) {
            if (Identifier.quote(table.name()).equals(node.text("references"))) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether something else gets the name of an index. */
    private boolean isTaken(Node index) {
        for (Node node : to.nodes()) {
            if (ObjectKinds.ALL.of(node).names(node).contains("relation " + index.name())) {
                return true;
            }
        }
        return false;
    }

    private List<OnlineStep> checked(Step step, Node node) {
        Path table = unit(node.path());
        List<OnlineStep> out = new ArrayList<>();
        if (!node.has("references") || !required(table).has(Inheritance.PARTITION_KEY)) {
            out.add(OnlineStep.together(node.path(), OnlineDdl.unchecked(node)));
            out.add(OnlineStep.alone(node.path(), OnlineDdl.validate(table, node.name())));
            return out;
        }
        // The partitions get theirs first, and that of the whole table takes them in.
        List<Node> parts = new ArrayList<>();
        if (!addLeaves(node, parts)) {
            return List.of();
        }
        for (Node part : parts) {
            if (!checked.contains(part.path())) {
                out.add(OnlineStep.together(part.path(), OnlineDdl.unchecked(part)));
            }
        }
        for (Node part : parts) {
            out.add(
                    OnlineStep.alone(
                            part.path(), OnlineDdl.validate(unit(part.path()), part.name())));
        }
        out.add(OnlineStep.together(node.path(), step.ddl().seen(false, false)));
        return out;
    }

    /** Finds the foreign keys of all partitions that have rows. */
    private boolean addLeaves(Node whole, List<Node> out) {
        Path table = unit(whole.path());
        for (Node child : to.referring(table)) {
            if (!Inheritance.isPartition(child) || !Inheritance.parents(child).contains(table)) {
                continue;
            }
            Node part = null;
            for (Node node : to.below(child.path().child(ConstraintKind.FOLDER))) {
                boolean tied = whole.name().equals(node.text(Inheritance.ATTACHED_TO));
                part = tied && node.has("references") ? node : part;
            }
            boolean divided = child.has(Inheritance.PARTITION_KEY);
            if (part == null
                    || attached.contains(child.path())
                    || divided && !addLeaves(part, out)) {
                return false;
            }
            if (!divided && isOld(part)) {
                out.add(part);
            }
        }
        return true;
    }

    private List<OnlineStep> notNull(Step step) {
        Path table = unit(step.path());
        String name = helper();
        List<OnlineStep> out = new ArrayList<>();
        String column = OnlineDdl.notNull(step.path().name());
        out.add(OnlineStep.together(step.path(), OnlineDdl.check(table, name, column)));
        out.add(OnlineStep.alone(step.path(), OnlineDdl.validate(table, name)));
        out.add(OnlineStep.together(step.path(), step.ddl().seen(false, false)));
        out.add(OnlineStep.together(step.path(), OnlineDdl.dropCheck(table, name)));
        return out;
    }

    private List<OnlineStep> attached(Step step, Node child) {
        String bound = bounds.get(child.path());
        if (bound == null || detached.contains(child.path())) {
            return List.of();
        }
        Map<Path, String> helped = new TreeMap<>();
        helped.put(child.path(), bound);
        for (Path parent : Inheritance.parents(child)) {
            for (Node other : to.referring(parent)) {
                String rest = bounds.get(other.path());
                if (isDefault(other) && isOld(other) && rest != null) {
                    helped.put(other.path(), rest);
                }
            }
        }
        List<OnlineStep> checks = new ArrayList<>();
        List<OnlineStep> validations = new ArrayList<>();
        List<OnlineStep> ends = new ArrayList<>();
        for (Map.Entry<Path, String> table : helped.entrySet()) {
            Path path = table.getKey();
            String name = helper();
            Ddl check = OnlineDdl.check(path, name, table.getValue());
            checks.add(OnlineStep.together(path, check));
            validations.add(OnlineStep.alone(path, OnlineDdl.validate(path, name)));
            ends.add(OnlineStep.together(path, OnlineDdl.dropCheck(path, name)));
        }
        checks.addAll(validations);
        checks.add(OnlineStep.together(step.path(), step.ddl().seen(false, false)));
        checks.addAll(ends);
        return checks;
    }

    private static boolean isDefault(Node table) {
        return "DEFAULT".equals(table.text(Inheritance.PARTITION_BOUND));
    }

    /** PostgreSQL detaches nothing so from a table with a partition for what is left. */
    private List<OnlineStep> detached(Step step) {
        Path child = step.path();
        Node before = from.get(child);
        if (before == null || !isNamed(child) || attached.contains(child)) {
            return List.of();
        }
        Path parent = Inheritance.parents(before).get(0);
        if (!isNamed(parent) || to.get(parent) == null || made.contains(parent)) {
            return List.of();
        }
        for (Node other : from.referring(parent)) {
            if (isDefault(other) && Inheritance.parents(other).contains(parent)) {
                return List.of();
            }
        }
        Set<String> own = new TreeSet<>();
        for (SchemaTree tree : List.of(from, to)) {
            for (Node node : tree.below(child.child(ConstraintKind.FOLDER))) {
                own.add(node.name());
            }
        }
        List<OnlineStep> out = new ArrayList<>();
        out.add(OnlineStep.alone(child, OnlineDdl.detach(parent, child), step.ddl()));
        out.add(OnlineStep.together(child, OnlineDdl.detached(parent, child, own)));
        return out;
    }

    /**
     * The locks that the statements of a transaction take on tables that are there already, to be
     * taken before the first of them.
     */
    List<OnlineStep> locks(List<OnlineStep> steps, boolean isFirst) {
        Map<Path, Ddl.Lock> locks = new TreeMap<>();
        for (OnlineStep online : steps) {
            for (Step step : online.step().parts()) {
                Path path = step.path();
                if (step.ddl().lock().compareTo(Ddl.Lock.SHARE) < 0
                        || !path.segment(0).equals(TableKind.FOLDER)) {
                    continue;
                }
                addLock(locks, unit(path), step.ddl().lock(), isFirst);
                Node node = to.get(path);
                if (node != null && node.has("references") && !node.path().equals(unit(path))) {
                    for (Path need : node.references()) {
                        if (need.segment(0).equals(TableKind.FOLDER)) {
                            addLock(locks, unit(need), Ddl.Lock.SHARE_ROW_EXCLUSIVE, isFirst);
                        }
                    }
                }
            }
        }
        List<OnlineStep> out = new ArrayList<>();
        if (locks.size() > 1) {
            for (Map.Entry<Path, Ddl.Lock> lock : locks.entrySet()) {
                Ddl ddl = OnlineDdl.lock(lock.getKey().name(), lock.getValue());
                out.add(OnlineStep.together(lock.getKey(), ddl));
            }
        }
        return out;
    }

    private void addLock(Map<Path, Ddl.Lock> locks, Path table, Ddl.Lock lock, boolean isFirst) {
        Path now = isFirst ? back.apply(table) : table;
        Node node = (isFirst ? from : to).get(now);
        Ddl.Lock before = locks.get(now);
        if (node != null && !node.has("server") && (before == null || before.compareTo(lock) < 0)) {
            locks.put(now, lock);
        }
    }
}
