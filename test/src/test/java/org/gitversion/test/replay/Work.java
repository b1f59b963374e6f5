package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.RepositoryState;
import org.gitversion.test.support.SchemaDump;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Branches of one database, worked on by SQL. */
final class Work {
    private final Database database;

    Work(Database database) {
        this.database = database;
    }

    /** Runs statements in a branch and commits them; returns the id of the commit. */
    String commit(String branch, String... statements) throws SQLException {
        change(branch, statements);
        return database.value(
                "SELECT gitversion.commit(?, ?)", String.join("; ", statements), branch);
    }

    /** Runs statements in a branch. */
    void change(String branch, String... statements) throws SQLException {
        database.value("SELECT gitversion.use_branch(?)", branch);
        database.execute(statements);
    }

    String schema(String branch) throws SQLException {
        return database.value(
                "SELECT schema_name FROM gitversion.branches WHERE branch_name = ? AND is_active",
                branch);
    }

    String dump(String branch) throws SQLException {
        return SchemaDump.of(database, schema(branch));
    }

    /** The columns of a table, with their types, by position. */
    List<String> columns(String branch, String table) throws SQLException {
        return database.column(
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                        + " WHERE attrelid = to_regclass(quote_ident(?) || '.' || quote_ident(?))"
                        + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
                schema(branch),
                table);
    }

    List<String> status(String branch) throws SQLException {
        return database.column(
                "SELECT concat_ws(' ', change, path, old_path) FROM gitversion.status(?)", branch);
    }

    List<String> messages(String branch) throws SQLException {
        return database.column("SELECT message FROM gitversion.log(?)", branch);
    }

    String treeOf(String revision) throws SQLException {
        return database.value(
                "SELECT tree_hash FROM gitversion.commits WHERE id = gitversion.rev_parse(?)",
                revision);
    }

    /** The branch is clean, its schema is that of a commit, and all that is kept fits together. */
    void assertAt(String branch, String revision) throws SQLException {
        assertThat(status(branch)).isEmpty();
        assertThat(treeOf(branch)).isEqualTo(treeOf(revision));
        assertThat(database.value("SELECT gitversion.compute_tree_hash(?)", schema(branch)))
                .isEqualTo(treeOf(revision));
    }

    /** The same, and pg_dump finds no difference to a branch made of the commit. */
    void assertDumpsAs(String branch, String revision) throws SQLException {
        assertAt(branch, revision);
        database.value("SELECT gitversion.create_branch('made/for/comparison', ?)", revision);
        assertThat(SchemaDump.difference(dump(branch), dump("made/for/comparison"))).isEmpty();
        database.value("SELECT gitversion.drop_branch('made/for/comparison', true)");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    /** A statement fails with that SQLSTATE and changes nothing. */
    ServerErrorMessage refused(String state, String sql) throws SQLException {
        Map<String, List<String>> before = RepositoryState.of(database);
        SQLException error = catchThrowableOfType(SQLException.class, () -> database.execute(sql));
        assertThat((Throwable) error).as(sql).isInstanceOf(PSQLException.class);
        ServerErrorMessage message = ((PSQLException) error).getServerErrorMessage();
        assertThat(message.getSQLState()).as(message.toString()).isEqualTo(state);
        assertThat(message.getDetail()).as(message.toString()).isNotBlank();
        assertThat(message.getHint()).as(message.toString()).isNotBlank();
        assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
        return message;
    }
}
