package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.kind.Ddl;
import org.gitversion.model.Path;

/** One statement of a plan and the object it is about. */
public final class Step {
    private final Path path;
    private final Ddl ddl;
    private final boolean isRemark;
    private final List<Step> parts;

    Step(Path path, Ddl ddl) {
        this(path, ddl, false, List.of());
    }

    private Step(Path path, Ddl ddl, boolean isRemark, List<Step> parts) {
        this.path = path;
        this.ddl = ddl;
        this.isRemark = isRemark;
        this.parts = parts;
    }

    /** Says something of an object, or who may use it, and does nothing to it. */
    static Step remark(Path path, Ddl ddl) {
        return new Step(path, ddl, true, List.of());
    }

    /** Does to a table what several steps do, as one statement. */
    static Step joined(Path table, List<Step> parts) {
        List<Ddl> actions = new ArrayList<>(parts.size());
        List<Step> all = new ArrayList<>(parts.size());
        boolean isOfOne = true;
        for (Step part : parts) {
            actions.add(part.ddl);
            all.addAll(part.parts());
            isOfOne &= part.path.equals(parts.get(0).path);
        }
        Path path = isOfOne ? parts.get(0).path : table;
        return new Step(path, Ddl.joined(actions), false, List.copyOf(all));
    }

    /** Does by one statement what several steps do one by one. */
    static Step whole(Path path, Ddl ddl, List<Step> parts) {
        return new Step(path, ddl, false, List.copyOf(parts));
    }

    /** The same after PostgreSQL has executed it. */
    Step executedAs(Ddl seen) {
        return new Step(path, seen, isRemark, parts);
    }

    boolean isRemark() {
        return isRemark;
    }

    /**
     * Returns the steps that one statement stands for.
     *
     * @return the step itself where it stands for no others
     */
    public List<Step> parts() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    boolean isJoined() {
        return !parts.isEmpty();
    }

    /**
     * Returns all objects that the statement is about.
     *
     * @return at least one
     */
    public Set<Path> paths() {
        Set<Path> out = new TreeSet<>();
        for (Step part : parts()) {
            out.add(part.path);
        }
        return out;
    }

    /** Tells whether it depends on rows, or on what PostgreSQL says, what is executed. */
    boolean isConditional() {
        for (Step part : parts()) {
            if (part.ddl.hasAlternative() || part.ddl.unless() != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the object the statement is about; of several objects of a table, the table.
     *
     * @return never null
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the statement with its facts; string bodies hold the schema marker.
     *
     * @return never null
     */
    public Ddl ddl() {
        return ddl;
    }

    @Override
    public String toString() {
        return ddl.sql();
    }
}
