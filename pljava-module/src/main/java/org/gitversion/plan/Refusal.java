package org.gitversion.plan;

import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** A statement of a plan that PostgreSQL refused, and what is known about the reason. */
public final class Refusal {
    private final Path path;
    private final @Nullable Node node;
    private final String sqlState;
    private final String detail;

    Refusal(Path path, @Nullable Node node, String sqlState, String detail) {
        this.path = path;
        this.node = node;
        this.sqlState = sqlState;
        this.detail = detail;
    }

    /**
     * Returns the object that the statement is about.
     *
     * @return never null
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the object as it was to be.
     *
     * @return null when it was to be dropped or renamed
     */
    public @Nullable Node node() {
        return node;
    }

    /**
     * Returns the SQLSTATE that PostgreSQL refused with.
     *
     * @return five characters
     */
    public String sqlState() {
        return sqlState;
    }

    /**
     * Returns PostgreSQL's message, the statement and, where it can be known, how many rows are in
     * the way and the query that finds them.
     *
     * @return sentences
     */
    public String detail() {
        return detail;
    }
}
