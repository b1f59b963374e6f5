package org.gitversion.test.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway has nothing to do after a merge. */
@GitVersionTest
class FlywayIT extends ToolCase {
    private static Flyway flyway(Database database, String schema, Path directory)
            throws SQLException {
        return Flyway.configure()
                .dataSource(url(database), null, null)
                .defaultSchema(schema)
                .locations("filesystem:" + directory)
                .load();
    }

    @Override
    void migrate(Database database, String schema, Path directory) throws SQLException {
        Flyway flyway = flyway(database, schema, directory);
        flyway.migrate();
        flyway.validate();
    }

    @Override
    int pending(Database database, String schema, Path directory) throws SQLException {
        return flyway(database, schema, directory).info().pending().length;
    }

    @Override
    void write(Path directory, int number, String name, String sql) throws IOException {
        Files.writeString(directory.resolve("V" + number + "__" + name + ".sql"), sql + ";\n");
    }

    @Test
    void nothingIsLeftToDoAfterAMerge(Database database, @TempDir Path directory) throws Exception {
        run(database, directory);
    }

    @Test
    void itRunsAMigrationWhereGitversionIsNot(@TempDir Path directory) throws Exception {
        write(directory, migration("flyway", false));
        assertThat(migrated("flyway_elsewhere", directory)).isEqualTo(1);
    }

    @Test
    void itRunsAMigrationBesideApplications(@TempDir Path directory) throws Exception {
        write(directory, migration("flyway", true));
        assertThat(migrated("flyway_online", directory)).isEqualTo(3);
    }

    private static int migrated(String name, Path directory) throws Exception {
        Database other = elsewhere(name);
        Flyway flyway =
                Flyway.configure()
                        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                        .dataSource(url(other), null, null)
                        .baselineOnMigrate(true)
                        .locations("filesystem:" + directory)
                        .load();
        int executed = flyway.migrate().migrationsExecuted;
        flyway.validate();
        assertThat(other.value("SELECT state || half(4) FROM orders")).isEqualTo("${user}2");
        assertThat(other.value("SELECT 'orders_by_id'::regclass::text")).isEqualTo("orders_by_id");
        other.drop();
        return executed;
    }
}
