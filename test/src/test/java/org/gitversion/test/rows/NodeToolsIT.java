package org.gitversion.test.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Migration tools for Node.js; profile node-tools installs and tries them. */
@GitVersionTest(databasePerMethod = true)
@EnabledIfSystemProperty(
        named = "gitversion.node",
        matches = "true",
        disabledReason = "run with -Pnode-tools, which needs npm and its registry")
class NodeToolsIT {
    private static final Path HOME = Path.of(System.getProperty("gitversion.build"), "node-tools");

    /** One tool, as a script that prints how many migrations are left before it runs them. */
    private static final class Tool extends ToolCase {
        private final String script;

        Tool(String script) {
            this.script = script;
        }

        private int call(Database database, String schema, Path directory, String verb)
                throws Exception {
            String url = url(database).replaceFirst("jdbc:postgresql://", "").replaceAll("/.*", "");
            String output =
                    node(
                            HOME.toFile(),
                            "node",
                            script,
                            url,
                            database.name(),
                            schema,
                            directory.toString(),
                            verb);
            return Integer.parseInt(output.substring(output.lastIndexOf("pending ") + 8).trim());
        }

        @Override
        void migrate(Database database, String schema, Path directory) throws Exception {
            call(database, schema, directory, "migrate");
        }

        @Override
        int pending(Database database, String schema, Path directory) throws Exception {
            return call(database, schema, directory, "pending");
        }

        @Override
        void write(Path directory, int number, String name, String sql) throws IOException {
            String file = "2026010" + number + "000000_" + name + ".js";
            Files.writeString(
                    directory.resolve(file),
                    "exports.up = async (db) => { await (db.raw ? db.raw(`"
                            + sql
                            + "`) : db.sql(`"
                            + sql
                            + "`)); };\nexports.down = async () => {};\n");
        }
    }

    private static String node(File directory, String... command) throws Exception {
        Process process =
                new ProcessBuilder(command).directory(directory).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(output).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command) + "\n" + output).isZero();
        return output;
    }

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "knex.js", "node-pg-migrate.js")) {
            try (var in = NodeToolsIT.class.getResourceAsStream(file)) {
                Files.write(HOME.resolve(file), in.readAllBytes());
            }
        }
        node(HOME.toFile(), "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    }

    @Test
    void knex(Database database, @TempDir Path directory) throws Exception {
        new Tool("knex.js").run(database, directory);
    }

    @Test
    void nodePgMigrate(Database database, @TempDir Path directory) throws Exception {
        new Tool("node-pg-migrate.js").run(database, directory);
    }
}
