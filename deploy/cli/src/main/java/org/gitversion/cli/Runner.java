package org.gitversion.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs programs whose connections work on a branch. */
final class Runner {
    /** Where programs for JDBC look for a URL. */
    private static final List<String> URLS =
            List.of("JDBC_URL", "FLYWAY_URL", "LIQUIBASE_COMMAND_URL", "SPRING_DATASOURCE_URL");

    private final Session session;

    Runner(Session session) {
        this.session = session;
    }

    /** What makes the connections of libpq work on a branch, behind what is there already. */
    static String options(Session session, String branch) throws SQLException {
        Object options =
                session.value(
                        "SELECT value FROM gitversion.connection_options(?)"
                                + " WHERE client = 'libpq' AND place LIKE '%PGOPTIONS'",
                        branch);
        String before = session.settings().get("options");
        return before == null ? options.toString() : before + " " + options;
    }

    int run(List<String> command) throws SQLException {
        String branch = session.branch();
        String options = options(session, branch);
        Settings target = session.settings();
        String url = target.url() + "?options=" + Settings.encoded(options);
        check(target, options, branch);
        List<String> words = new ArrayList<>();
        for (String word : command) {
            words.add(word.replace("{url}", url));
        }
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(session.environment());
        environment.remove("PGSERVICE");
        environment.putAll(target.environment());
        environment.put("PGOPTIONS", options);
        environment.put("GV_BRANCH", branch);
        for (String name : URLS) {
            environment.put(name, url);
        }
        session.output().flush();
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Connects as the program will, and asks which branch that is. */
    private static void check(Settings target, String options, String branch) throws SQLException {
        try (Connection connection = target.connect(options);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT gitversion.current_branch()")) {
            String reached = result.next() ? result.getString(1) : null;
            if (!branch.equals(reached)) {
                throw new Gv.Failure(
                        "the program would not work on branch \""
                                + branch
                                + "\" but on "
                                + (reached == null ? "none" : "\"" + reached + "\""),
                        "A setting of the role, the database or a pool chooses another one.");
            }
        }
    }
}
