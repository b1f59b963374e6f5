package org.gitversion.test.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase has nothing to do after a merge. */
@GitVersionTest
class LiquibaseIT extends ToolCase {
    private static final String CHANGES = "changes.sql";

    /** Something to be done with Liquibase. */
    private interface Work {
        int run(Liquibase liquibase) throws Exception;
    }

    private static int with(Database database, String schema, Path directory, Work work)
            throws Exception {
        String url = url(database) + "&currentSchema=" + schema;
        try (Connection connection = DriverManager.getConnection(url);
                Liquibase liquibase =
                        new Liquibase(
                                CHANGES,
                                new DirectoryResourceAccessor(directory),
                                DatabaseFactory.getInstance()
                                        .findCorrectDatabaseImplementation(
                                                new JdbcConnection(connection)))) {
            liquibase.getDatabase().setDefaultSchemaName(schema);
            liquibase.getDatabase().setLiquibaseSchemaName(schema);
            return work.run(liquibase);
        }
    }

    @Override
    void migrate(Database database, String schema, Path directory) throws Exception {
        with(
                database,
                schema,
                directory,
                liquibase -> {
                    liquibase.update(new Contexts(), new LabelExpression());
                    liquibase.validate();
                    return 0;
                });
    }

    @Override
    int pending(Database database, String schema, Path directory) throws Exception {
        return with(
                database,
                schema,
                directory,
                liquibase ->
                        liquibase
                                .listUnrunChangeSets(new Contexts(), new LabelExpression())
                                .size());
    }

    @Override
    void write(Path directory, int number, String name, String sql) throws IOException {
        Path file = directory.resolve(CHANGES);
        String head = Files.exists(file) ? "" : "--liquibase formatted sql\n";
        Files.writeString(
                file,
                head + "--changeset ann:" + number + "-" + name + "\n" + sql + ";\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void nothingIsLeftToDoAfterAMerge(Database database, @TempDir Path directory) throws Exception {
        run(database, directory);
    }

    @Test
    void itRunsAMigrationWhereGitversionIsNotAndBack(@TempDir Path directory) throws Exception {
        write(directory, migration("liquibase", false));
        run("liquibase_elsewhere", directory, true);
    }

    @Test
    void itRunsAMigrationBesideApplications(@TempDir Path directory) throws Exception {
        write(directory, migration("liquibase", true));
        run("liquibase_online", directory, false);
    }

    private static void run(String name, Path directory, boolean isReversible) throws Exception {
        Database other = elsewhere(name);
        try (Connection connection = DriverManager.getConnection(url(other));
                Liquibase liquibase =
                        new Liquibase(
                                "changelog.xml",
                                new DirectoryResourceAccessor(directory),
                                DatabaseFactory.getInstance()
                                        .findCorrectDatabaseImplementation(
                                                new JdbcConnection(connection)))) {
            liquibase.update(new Contexts(), new LabelExpression());
            liquibase.validate();
            assertThat(other.value("SELECT state || half(4) FROM orders")).isEqualTo("${user}2");
            assertThat(other.value("SELECT 'orders_by_id'::regclass::text"))
                    .isEqualTo("orders_by_id");
            if (isReversible) {
                liquibase.rollback(1, "");
                assertThat(other.rows("SELECT * FROM orders")).hasSize(1);
                assertThat(other.column("SELECT proname FROM pg_proc WHERE proname = 'undo'"))
                        .isEmpty();
            }
        }
        other.drop();
    }
}
