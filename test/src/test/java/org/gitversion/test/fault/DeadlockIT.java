package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;

/** DDL of applications beside every function: nobody is told of a deadlock. */
@GitVersionTest(databasePerMethod = true)
class DeadlockIT {
    private static final int SECONDS = Integer.getInteger("gitversion.swarm", 12);

    @Test
    void nobodyIsToldOfADeadlock(Database database) throws Exception {
        Swarm swarm = new Swarm(database::connect, Swarm.chosenSeed(), "0");
        swarm.prepare(3);
        swarm.run(8, SECONDS);
        System.out.println(swarm.outcomes());
        assertThat(swarm.outcomes())
                .as(swarm.examples().toString())
                .containsKeys("application done", "function done")
                .doesNotContainKeys(
                        "application 40P01",
                        "application 55P03",
                        "application XX000",
                        "function 40P01",
                        "function 55P03",
                        "function 42501",
                        "function XX000");
        assertThat(errors(database)).isEmpty();
    }

    private static java.util.List<java.util.List<String>> errors(Database database)
            throws SQLException {
        return database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'");
    }
}
