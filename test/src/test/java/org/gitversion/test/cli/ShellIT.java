package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gv in a terminal: colours, pages, and commands one after the other with completion. */
@GitVersionTest
class ShellIT {
    private final Database database;
    @TempDir private Path home;
    private GvCommand gv;

    ShellIT(Database database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws SQLException {
        gv = new GvCommand(database, home);
        if (database.value("SELECT count(*) FROM gitversion.branches").equals("0")) {
            database.execute("CREATE TABLE customers (id integer)");
            gv.run("init").expect(0);
            gv.run("branch", "loyalty").expect(0);
            database.execute("CREATE TABLE orders (id integer)");
        }
    }

    @Test
    void commandsComeFromTheInput() {
        GvCommand.Result result =
                gv.runWith(
                        """
                        # what is there
                        switch loyalty
                        gv status

                        commit -m 'Two words'
                        branch -q
                        -b main log --oneline
                        shell
                        commit -m 'open
                        switch --json main
                        """,
                        "shell");
        assertThat(result.out())
                .contains("Switched to branch loyalty", "On branch loyalty\nNothing to commit")
                .containsPattern("[0-9a-f]{12} Initial commit\n")
                .contains("\"branch\": \"main\"");
        assertThat(result.err())
                .contains("VC002", "-q", "a shell of gv already", "quotation mark is missing");
        assertThat(result.status()).isZero();
        assertThat(gv.runWith("status\nexit\nlog\n", "shell").expect(1).out())
                .contains("tables/orders")
                .doesNotContain("Initial");
    }

    @Test
    void namesAreCompleted() {
        gv.environment().put("PAGER", "cat");
        String typed = "swi\tloy\t\nbra\t--rem\t\n--bra\tmai\tsho\tloy\t\nexit\n";
        GvCommand.Result result = gv.inTerminal(typed, "shell");
        assertThat(result.out())
                .contains("Switched to branch loyalty", "gv loyalty> branch --remotes")
                .contains("--branch main show loyalty", "Initial commit");
        gv.run("switch", "main").expect(0);
        assertThat(gv.inTerminal("show HEAD:x\nblame tables/cus\t\nexit\n", "shell").out())
                .contains("VC0", "blame tables/customers");
        assertThat(home.resolve(".local/state/gitversion/history"))
                .content()
                .contains("blame tables/customers");
    }

    @Test
    void whoInterruptsItInterruptsTheServer() throws Exception {
        String waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock'";
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE gitversion.tags IN ACCESS EXCLUSIVE MODE");
            ProcessBuilder builder = new ProcessBuilder(GvCommand.launcher().toString(), "tag");
            builder.environment().putAll(gv.environment());
            Process process =
                    builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            await(waiting, "1");
            process.destroy();
            await(waiting, "0");
            process.waitFor();
            blocker.rollback();
        }
    }

    private void await(String query, String expected) throws Exception {
        for (int i = 0; i < 600 && !database.value(query).equals(expected); i++) {
            Thread.sleep(50);
        }
        assertThat(database.value(query)).isEqualTo(expected);
    }

    @Test
    void coloursAreForTerminals() {
        String red = "\033[3";
        assertThat(gv.run("diff", "HEAD").out()).contains("orders").doesNotContain(red);
        gv.environment().put("PAGER", "cat");
        assertThat(gv.inTerminal("", "diff", "HEAD").out()).contains(red + "2m+");
        assertThat(gv.inTerminal("", "--color=never", "diff", "HEAD").out()).doesNotContain(red);
        gv.environment().put("NO_COLOR", "1");
        assertThat(gv.inTerminal("", "diff", "HEAD").out()).contains("orders").doesNotContain(red);
        assertThat(gv.inTerminal("", "--color=always", "diff", "HEAD").out()).contains(red);
        gv.environment().remove("NO_COLOR");
        gv.environment().put("TERM", "dumb");
        assertThat(gv.inTerminal("", "diff", "HEAD").out()).doesNotContain(red);
    }

    @Test
    void longOutputIsPaged() throws SQLException, IOException {
        gv.environment().put("PAGER", "sed 's/^/paged: /'");
        assertThat(gv.inTerminal("", "log").out()).contains("paged: Author: ");
        assertThat(gv.inTerminal("", "--no-pager", "log").out())
                .contains("Author: ")
                .doesNotContain("paged");
        gv.environment().put("GV_PAGER", "sed 's/^/mine: /'");
        assertThat(gv.inTerminal("", "log").out()).contains("mine: Author: ");
        assertThat(gv.run("log").out()).startsWith("commit ");

        // Where there is no less, and no other pager is named.
        gv.environment().remove("PAGER");
        gv.environment().remove("GV_PAGER");
        Path programs = Files.createDirectory(home.resolve("programs"));
        for (String name : List.of("sh", "java", "dirname", "readlink", "stty", "test", "tty")) {
            String found = Shell.run(Map.of(), "", List.of("which", name)).expectSuccess().strip();
            Path program = programs.resolve(name);
            Files.writeString(program, "#!/bin/sh\nexec " + found + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        gv.environment().put("PATH", programs.toString());
        StringBuilder columns = new StringBuilder("CREATE TABLE wide (a0 integer");
        for (int i = 1; i < 80; i++) {
            columns.append(", a").append(i).append(" integer");
        }
        database.execute(columns + ")");
        assertThat(gv.inTerminal("q", "diff", "HEAD").out())
                .as("the first page, not the last")
                .contains("orders")
                .doesNotContain("a79");
        assertThat(gv.inTerminal("-b main diff HEAD\nqexit\n", "shell").out())
                .as("the first page, in the terminal of the shell")
                .contains("orders", "> exit")
                .doesNotContain("a79");

        // Where nothing is known of the terminal there are no pages.
        Files.delete(programs.resolve("stty"));
        Files.delete(programs.resolve("test"));
        assertThat(gv.inTerminal("", "diff", "HEAD").out()).contains("orders", "a79");
    }
}
