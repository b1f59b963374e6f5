package org.gitversion.plan;

import java.util.List;
import org.gitversion.db.Rows;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** A row of {@code gitversion.parked}: what was kept of something that was dropped. Immutable. */
public final class Parked {
    /** What {@link #of} takes, of a relation k. */
    public static final String COLUMNS =
            "k.id, k.path, k.kept_as, k.key_columns, k.last_value, k.is_called,"
                    + " k.former_commit_id, k.commit_id";

    private final int id;
    private final Path path;
    private final @Nullable String table;
    private final List<String> key;
    private final @Nullable String lastValue;
    private final boolean isCalled;
    private final int formerCommitId;
    private final int commitId;

    private Parked(Rows rows, Path path) {
        id = rows.integer(1);
        this.path = path;
        table = rows.textOrNull(3);
        key = rows.texts(4);
        lastValue = rows.textOrNull(5);
        isCalled = rows.truth(6);
        formerCommitId = rows.integer(7);
        commitId = rows.integer(8);
    }

    private Parked(Parked other, Path path) {
        id = other.id;
        this.path = path;
        table = other.table;
        key = other.key;
        lastValue = other.lastValue;
        isCalled = other.isCalled;
        formerCommitId = other.formerCommitId;
        commitId = other.commitId;
    }

    /**
     * Reads one.
     *
     * @param rows a query for {@link #COLUMNS}, at a row
     * @return the row
     */
    public static Parked of(Rows rows) {
        return new Parked(rows, Path.parse(rows.text(2)));
    }

    /**
     * The same under another name.
     *
     * @param now the path in another state
     * @return the row
     */
    public Parked at(Path now) {
        return new Parked(this, now);
    }

    int id() {
        return id;
    }

    /**
     * What was dropped.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /** The table with the values, null for the position of a sequence. */
    @Nullable String table() {
        return table;
    }

    /** By what the rows of a column are known. */
    List<String> key() {
        return key;
    }

    @Nullable String lastValue() {
        return lastValue;
    }

    boolean isCalled() {
        return isCalled;
    }

    /**
     * The head of the branch before.
     *
     * @return the id of a commit
     */
    public int formerCommitId() {
        return formerCommitId;
    }

    /**
     * The head of the branch after.
     *
     * @return the id of a commit
     */
    public int commitId() {
        return commitId;
    }
}
