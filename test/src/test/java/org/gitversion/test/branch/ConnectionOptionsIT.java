package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What connection_options says is what clients connect with, whatever the schema is called. */
@GitVersionTest(databasePerMethod = true)
class ConnectionOptionsIT {
    private static final String WHERE =
            "SELECT gitversion.current_branch() || ' ' || current_schema()";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app",
                "Name With Space",
                "we\"ird', \\x",
                "tab\there",
                "a%20b+c&d=e?f#g",
                "$HOME `id` $(id) !x",
                "ünï ветка",
                "back\\\\slash\\",
                "-c x=y"
            })
    void everyClientReachesTheBranch(String schema, Database database) throws SQLException {
        database.value("SELECT gitversion.init('trunk', ?)", schema(database, schema));
        Map<String, String> options = options(database, "trunk");
        String expected = "trunk " + schema;
        assertThat(options).hasSize(8);

        Map<String, String> environment = new HashMap<>();
        environment.put("PGOPTIONS", options.get("libpq environment variable PGOPTIONS"));
        assertThat(psql(environment, "dbname=" + database.name(), database)).isEqualTo(expected);
        assertThat(
                        psql(
                                Map.of(),
                                "dbname="
                                        + database.name()
                                        + " "
                                        + options.get("libpq connection string"),
                                database))
                .isEqualTo(expected);
        assertThat(
                        psql(
                                Map.of(),
                                "postgresql:///"
                                        + database.name()
                                        + "?"
                                        + options.get("libpq parameter of a URI"),
                                database))
                .isEqualTo(expected);
        assertThat(shell(options.get("psql shell"), database)).isEqualTo(expected);
        String url =
                "jdbc:postgresql://127.0.0.1:"
                        + database.cluster().port()
                        + "/"
                        + database.name()
                        + "?user="
                        + Cluster.SUPERUSER;
        assertThat(jdbc(url + "&" + options.get("JDBC parameter of a URL"), new Properties()))
                .isEqualTo(expected);
        Properties properties = new Properties();
        properties.setProperty("options", options.get("JDBC property options"));
        assertThat(jdbc(url, properties)).isEqualTo(expected);
        // What node decodes is the same text as JDBC gets.
        assertThat(database.value("SELECT ?::jsonb #>> '{}'", options.get("node property options")))
                .isEqualTo(options.get("JDBC property options"));
        assertThat(options.get("node parameter of a connection string"))
                .isEqualTo(
                        "options="
                                + URLEncoder.encode(
                                                options.get("JDBC property options"),
                                                StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                        .replace("*", "%2A")
                                        .replace("%7E", "~"));
    }

    @Test
    void theSessionsBranchIsMeant(Database database) throws SQLException {
        database.value("SELECT gitversion.init('main', 'public')");
        database.value("SELECT gitversion.create_branch('feature/x', 'main')");
        database.value("SELECT gitversion.use_branch('feature/x')");
        assertThat(options(database, null)).isEqualTo(options(database, "feature/x"));
        assertThat(
                        psql(
                                Map.of(
                                        "PGOPTIONS",
                                        options(database, "feature/x")
                                                .get("libpq environment variable PGOPTIONS")),
                                "dbname=" + database.name(),
                                database))
                .isEqualTo("feature/x branch_feature_x");
    }

    private static String schema(Database database, String name) throws SQLException {
        database.execute(database.value("SELECT format('CREATE SCHEMA %I', ?::text)", name));
        return name;
    }

    private static Map<String, String> options(Database database, String branch)
            throws SQLException {
        Map<String, String> options = new HashMap<>();
        for (List<String> row :
                database.rows("SELECT * FROM gitversion.connection_options(?)", branch)) {
            options.put(row.get(0) + " " + row.get(1), row.get(2));
        }
        return options;
    }

    private static String psql(Map<String, String> environment, String where, Database database) {
        return run(
                environment,
                database,
                List.of(database.cluster().program("psql").toString(), "-XAt", "-c", WHERE, where));
    }

    /** As typed into a shell that has the cluster's psql on its path. */
    private static String shell(String command, Database database) {
        Path bin = database.cluster().program("psql").getParent();
        return run(
                Map.of("PATH", bin + ":" + System.getenv("PATH"), "PGDATABASE", database.name()),
                database,
                List.of("sh", "-c", command + " -XAt -c \"" + WHERE + "\""));
    }

    private static String run(
            Map<String, String> environment, Database database, List<String> command) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PGUSER", Cluster.SUPERUSER);
        all.put("PGHOST", "127.0.0.1");
        all.put("PGPORT", String.valueOf(database.cluster().port()));
        all.put("PGCLIENTENCODING", "UTF8");
        return Shell.run(all, "", new ArrayList<>(command)).expectSuccess().strip();
    }

    private static String jdbc(String url, Properties properties) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, properties);
                ResultSet rows = connection.createStatement().executeQuery(WHERE)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
