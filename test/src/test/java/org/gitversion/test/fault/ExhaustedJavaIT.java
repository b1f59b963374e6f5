package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/** A session whose Java runs out of memory is told so, and nothing is left half done. */
@GitVersionTest
class ExhaustedJavaIT {
    private static final String MERGE = "SELECT gitversion.merge_branches('f', 'main')";

    @Test
    void whatDoesNotFitIsRefused(Database database) throws SQLException {
        assumeTrue(
                Host.chosen() == Host.EMBEDDED,
                "PL/Java's own conversions answer null where they run out of memory");
        database.execute(
                "SET client_min_messages = warning",
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('f')",
                "DO $$ BEGIN FOR i IN 1 .. 40 LOOP EXECUTE format('CREATE TABLE branch_f.w%s (%s)',"
                        + " i, (SELECT string_agg(format('c%s integer CHECK (c%s > 0)', g, g), ',')"
                        + " FROM generate_series(1, 60) g)); END LOOP; END $$",
                "SELECT gitversion.commit('Wide', 'f')");
        database.session().close();
        database.execute("SET gitversion_java_host.vmoptions = '-Xmx8m -Xmn3m'");
        for (int i = 0; i < 2; i++) {
            ServerError error = ServerError.of(() -> database.execute(MERGE));
            assertThat(error).isNotNull();
            assertThat(error.state()).as(error.toString()).isEqualTo("VC031");
            assertThat(error.message()).isEqualTo("Java ran out of memory");
            assertThat(error.hint()).contains("vmoptions");
        }
        assertThat(database.value("SELECT count(*) FROM gitversion.ddl_events WHERE branch_id = 1"))
                .isEqualTo("0");
        database.session().close();
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
        assertThat(database.rows("SELECT * FROM gitversion.fsck()")).isEmpty();
        database.execute(MERGE);
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
    }
}
