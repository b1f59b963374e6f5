package org.gitversion.test.bench;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.Shell;

/** The plan between two commits, as a script for a database without gitversion. */
final class GitversionEngine implements Engine {
    private final Database repository;
    private final String schema;

    GitversionEngine(Database repository, String schema) {
        this.repository = repository;
        this.schema = schema;
    }

    @Override
    public String name() {
        return "gitversion";
    }

    /** Commits both states of a pair. */
    void commit(String id, String first, String change) throws SQLException {
        work("m" + id, "root", first);
        work("b" + id, "m" + id, change);
    }

    void forget(String id) throws SQLException {
        for (String branch : List.of("b" + id, "m" + id)) {
            repository.value("SELECT gitversion.drop_branch(?, true)", branch);
        }
    }

    private void work(String branch, String from, String script) throws SQLException {
        repository.value("SELECT gitversion.create_branch(?, ?)", branch, from);
        repository
                .psql("SELECT gitversion.use_branch('" + branch + "');" + script, "-q")
                .expectSuccess();
        repository.value("SELECT gitversion.commit('Work', ?)", branch);
    }

    @Override
    public Script script(Change change) throws SQLException {
        String from = (change.forth() ? "m" : "b") + change.id();
        String to = (change.forth() ? "b" : "m") + change.id();
        String text;
        long start = System.nanoTime();
        try {
            text =
                    repository.value(
                            "SELECT gitversion.plan_script(?, ?, ?, p_move_data => true)",
                            from,
                            to,
                            schema);
        } catch (SQLException e) {
            ServerError error = ServerError.of(() -> rethrow(e));
            return Script.refusal(error.state() + " " + error.message() + " " + error.detail());
        }
        double milliseconds = (System.nanoTime() - start) / 1e6;
        boolean announced =
                "t"
                        .equals(
                                repository.value(
                                        "SELECT coalesce(bool_or(may_lose_data), false) FROM"
                                                + " gitversion.plan(?, ?, p_move_data => true)",
                                        from,
                                        to));
        return new Script(
                Statements.of(text),
                milliseconds,
                null,
                List.of(),
                announced,
                target -> {
                    Shell.Result result = target.psql(text, "-q");
                    return result.status() == 0 ? null : result.output();
                });
    }

    private static void rethrow(SQLException e) throws SQLException {
        throw e;
    }
}
