package org.gitversion.test.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
        write(directory, migration("flyway"));
        Database other = elsewhere("flyway_elsewhere");
        Flyway flyway =
                Flyway.configure()
                        .dataSource(url(other), null, null)
                        .baselineOnMigrate(true)
                        .locations("filesystem:" + directory)
                        .load();
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
        flyway.validate();
        assertThat(other.value("SELECT state || half(4) FROM orders")).isEqualTo("${user}2");
        other.drop();
    }
}
