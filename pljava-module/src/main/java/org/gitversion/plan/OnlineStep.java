package org.gitversion.plan;

import org.gitversion.kind.Ddl;
import org.gitversion.model.Path;

/** One statement of a plan that is not one transaction. */
public final class OnlineStep {
    private final Step step;
    private final Step tried;
    private final boolean isTransactional;

    OnlineStep(Path path, Ddl ddl, Ddl tried, boolean isTransactional) {
        this.step = new Step(path, ddl);
        this.tried = new Step(path, tried);
        this.isTransactional = isTransactional;
    }

    /** A statement that is executed together with those of its kind before and behind it. */
    static OnlineStep together(Path path, Ddl ddl) {
        return new OnlineStep(path, ddl, ddl, true);
    }

    /** A statement that is executed by itself. */
    static OnlineStep alone(Path path, Ddl ddl) {
        return new OnlineStep(path, ddl, ddl, false);
    }

    /** A statement that is executed by itself, and may stand in no transaction. */
    static OnlineStep alone(Path path, Ddl ddl, Ddl tried) {
        return new OnlineStep(path, ddl, tried, false);
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
