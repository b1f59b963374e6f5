package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that is full, under the tables of history: the error is short and nothing is changed. */
@GitVersionTest(databasePerMethod = true)
class DiskFullIT {
    private static final String SHORT_CONTEXT =
            "PL/pgSQL function [^\n]+\\([^\n]*\\) line \\d+ at RAISE";

    private Path disk;

    /** It takes pages of its own, and has nothing to compress. */
    private static String longComment(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("COMMENT ON TABLE app.orders IS '");
        for (int i = 0; i < 2000; i++) {
            text.append(Integer.toString(random.nextInt(Integer.MAX_VALUE), 36));
        }
        return text.append('\'').toString();
    }

    private static Shell.Result run(String... command) {
        return Shell.run(Map.of(), "", List.of(command));
    }

    @BeforeEach
    void mount(Database database) throws IOException, SQLException {
        assumeTrue(Shell.root());
        disk = Files.createTempDirectory("gitversion-disk");
        boolean isMounted =
                run("mount", "-t", "tmpfs", "-o", "size=3m", "none", disk.toString()).status() == 0;
        if (!isMounted) {
            Files.delete(disk);
            disk = null;
        }
        assumeTrue(isMounted, "it takes the right to mount");
        run("chown", "postgres", disk.toString()).expectSuccess();
        run("chmod", "700", disk.toString()).expectSuccess();
        database.execute(
                "CREATE TABLESPACE small LOCATION '" + disk + "'",
                "CREATE TABLE public.filler (t text) TABLESPACE small",
                "ALTER TABLE public.filler ALTER COLUMN t SET STORAGE PLAIN");
        Shop.create(database);
        database.execute(
                "ALTER TABLE gitversion.ddl_events SET TABLESPACE small",
                "ALTER TABLE gitversion.object_storage SET TABLESPACE small");
    }

    @AfterEach
    void unmount(Database database) throws IOException, SQLException {
        if (disk != null) {
            database.execute(
                    "DROP TABLE IF EXISTS public.filler",
                    "ALTER TABLE gitversion.ddl_events SET TABLESPACE pg_default",
                    "ALTER TABLE gitversion.object_storage SET TABLESPACE pg_default",
                    "CHECKPOINT",
                    "DROP TABLESPACE small");
            run("umount", disk.toString()).expectSuccess();
            Files.delete(disk);
        }
    }

    private static void expectFull(ServerError.Attempt attempt) throws SQLException {
        ServerError error = ServerError.of(attempt);
        assertThat(error).isNotNull();
        assertThat(error.state()).as(error.toString()).isEqualTo("53100");
        assertThat(ServerError.contextOf(attempt)).matches(SHORT_CONTEXT);
    }

    private static void fill(Database database, int bytes) {
        String sql = "INSERT INTO public.filler VALUES (repeat('x', " + bytes + "))";
        ServerError error;
        do {
            error = ServerError.of(() -> database.execute(sql));
        } while (error == null);
        assertThat(error.state()).isEqualTo("53100");
    }

    @Test
    void itIsToldInAFewWords(Database database) throws SQLException {
        database.execute(longComment(0));
        fill(database, 7000);
        fill(database, 1);
        expectFull(() -> database.execute("SELECT gitversion.commit('Full', 'main')"));
        expectFull(() -> database.execute(longComment(1)));
        assertThat(database.value("SELECT count(*) FROM gitversion.log('main')")).isEqualTo("1");
        database.execute(
                "DROP TABLE public.filler",
                "CHECKPOINT",
                longComment(1),
                "SELECT gitversion.commit('Room', 'main')");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
    }
}
