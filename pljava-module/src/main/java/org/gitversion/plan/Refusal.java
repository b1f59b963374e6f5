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
    private final @Nullable OffendingRows rows;
    private final boolean isUnconverted;

    Refusal(
            Path path,
            @Nullable Node node,
            String sqlState,
            String detail,
            @Nullable OffendingRows rows,
            boolean isUnconverted) {
        this.isUnconverted = isUnconverted;
        this.path = path;
        this.node = node;
        this.sqlState = sqlState;
        this.detail = detail;
        this.rows = rows;
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
     * Returns how many rows stand in the way.
     *
     * @return null where that is not the reason, or not known
     */
    public @Nullable Integer rowCount() {
        return rows == null ? null : Integer.valueOf(rows.count());
    }

    /**
     * Tells whether the reason is that there is no cast from one type to another.
     *
     * @return true where an expression to convert values by is missing
     */
    public boolean isUnconverted() {
        return isUnconverted;
    }

    /**
     * Returns a query for the rows that stand in the way.
     *
     * @return null where that is not the reason, or not known
     */
    public @Nullable String rowQuery() {
        return rows == null ? null : rows.query();
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
