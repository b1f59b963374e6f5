package org.gitversion.plan;

import org.gitversion.kind.Ddl;
import org.gitversion.model.Path;

/** One statement of a plan that is not one transaction. */
public final class OnlineStep {
    private final Step step;
    private final Step tried;
    private final boolean isTransactional;

    private OnlineStep(Step step, Step tried, boolean isTransactional) {
        this.step = step;
        this.tried = tried;
        this.isTransactional = isTransactional;
    }

    /** A statement that is executed together with those of its kind before and behind it. */
    static OnlineStep together(Step step) {
        return new OnlineStep(step, step, true);
    }

    /** A statement that is executed together with those of its kind before and behind it. */
    static OnlineStep together(Path path, Ddl ddl) {
        return together(new Step(path, ddl));
    }

    /** A statement that is executed by itself. */
    static OnlineStep alone(Path path, Ddl ddl) {
        return alone(path, ddl, ddl);
    }

    /** A statement that is executed by itself, and may stand in no transaction. */
    static OnlineStep alone(Path path, Ddl ddl, Ddl tried) {
        return new OnlineStep(new Step(path, ddl), new Step(path, tried), false);
    }

    /**
     * Returns the statement.
     *
     * @return never null
     */
    public Step step() {
        return step;
    }

    /** The same statement as it can be executed in a transaction. */
    Step tried() {
        return tried;
    }

    /**
     * Tells whether the statement is part of a transaction.
     *
     * @return false when it is executed by itself, outside of any transaction
     */
    public boolean isTransactional() {
        return isTransactional;
    }

    @Override
    public String toString() {
        return step.toString();
    }
}
