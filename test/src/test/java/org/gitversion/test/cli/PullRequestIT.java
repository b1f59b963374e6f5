package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe for continuous integration, as a runner would follow it. */
@GitVersionTest
class PullRequestIT {
    private final Database database;
    @TempDir private Path home;

    PullRequestIT(Database database) {
        this.database = database;
    }

    private Shell.Result pullRequest(String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.putAll(new GvCommand(database, home).environment());
        environment.put("GV", GvCommand.launcher().toString());
        List<String> command = new ArrayList<>();
        command.add(SourceTree.root().resolve("deploy/ci/pull-request").toString());
        command.addAll(List.of(arguments));
        return Shell.run(environment, "", command);
    }

    private Shell.Result check(String number, String migration) {
        return pullRequest(
                "check", number, "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", migration);
    }

    @Test
    void aRequestIsCheckedAndMerged() throws SQLException {
        database.execute(
                "CREATE TABLE customers (id integer PRIMARY KEY, email text)",
                "INSERT INTO customers VALUES (1, 'ada'), (2, 'ada')",
                "SELECT gitversion.init('main', 'public')");
        Shell.Result failed = check("7", "ALTER TABLE nowhere ADD a integer");
        assertThat(failed.status()).as(failed.output()).isEqualTo(1);
        Shell.Result conflict = check("7", "ALTER TABLE customers ADD UNIQUE (email)");
        assertThat(conflict.status()).as(conflict.output()).isEqualTo(2);
        assertThat(conflict.output())
                .contains("**It conflicts** with `main`", "customers_email_key");

        Shell.Result good = check("7", "ALTER TABLE customers ADD COLUMN city char(9)");
        assertThat(good.status()).as(good.output()).isZero();
        assertThat(good.output())
                .contains(
                        "### Schema of pull request 7",
                        "tables/customers |",
                        "ACCESS EXCLUSIVE",
                        "ALTER TABLE customers ADD COLUMN city character(9)",
                        "char-type");
        assertThat(check("8", "SELECT 1").output()).contains("Nothing changes.");
        assertThat(pullRequest("close", "8").status()).isZero();

        assertThat(pullRequest("merge", "7").expectSuccess()).contains("Merge pull request 7");
        assertThat(database.column("SELECT branch_name FROM gitversion.branches WHERE is_active"))
                .containsExactly("main");
        assertThat(database.value("SELECT count(city) || ' of ' || count(*) FROM customers"))
                .isEqualTo("0 of 2");
    }
}
