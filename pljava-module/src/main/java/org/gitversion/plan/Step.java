package org.gitversion.plan;

import org.gitversion.kind.Ddl;
import org.gitversion.model.Path;

/** One statement of a plan and the object it is about. */
public final class Step {
    private final Path path;
    private final Ddl ddl;

    Step(Path path, Ddl ddl) {
        this.path = path;
        this.ddl = ddl;
    }

    /**
     * Returns the object the statement is about.
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
