package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;

/**
 * All that sessions can do at once, while server processes are killed and the server is stopped:
 * what a session was told is so afterwards. {@code -Dgitversion.soak=N} makes it last N seconds; 0
 * leaves it out.
 */
class SoakIT {
    private static final int SECONDS = Integer.getInteger("gitversion.soak", 60);
    private static final int SESSIONS = 16;
    private static final int BRANCHES = 8;

    @Test
    void nothingIsLostWhenTheServerCrashes() throws Exception {
        assumeTrue(SECONDS > 0, "left out by -Dgitversion.soak=0");
        Cluster cluster = Cluster.start(Host.chosen());
        try (Database database = cluster.createDatabase("soak")) {
            // What the other tests do without: a commit is on disk when its session hears of it.
            database.execute(
                    "ALTER SYSTEM SET synchronous_commit = on",
                    "ALTER SYSTEM SET full_page_writes = on",
                    "SELECT pg_reload_conf()");
            long seed = Swarm.chosenSeed();
            Swarm swarm = new Swarm(database::connect, seed, "1 day");
            swarm.prepare(BRANCHES);
            FutureTask<Void> sessions =
                    new FutureTask<>(
                            () -> {
                                swarm.run(SESSIONS, SECONDS);
                                return null;
                            });
            new Thread(sessions, "swarm").start();
            int crashes = crashUntil(sessions, cluster, new Random(seed));
            System.out.printf(
                    "%d crashes, %d commits, %s%n", crashes, swarm.made().size(), swarm.outcomes());

            assertThat(crashes).isGreaterThan(1);
            assertThat(swarm.outcomes())
                    .as(swarm.examples().toString())
                    .containsKeys("application done", "function done")
                    .doesNotContainKeys(
                            "application 55P03",
                            "application XX000",
                            "function 40P01",
                            "function 55P03",
                            "function 42501",
                            "function XX000");
            assertThat(deadlocks(cluster)).isEmpty();
            // Its own session ended with the first crash.
            database.close();
            assertNothingIsLost(database, swarm);
        } finally {
            cluster.crash();
        }
    }

    /** Kills a process that works, stops the server, and so on; returns how often. */
    private static int crashUntil(Future<Void> end, Cluster cluster, Random random)
            throws Exception {
        for (int crashes = 0; ; crashes++) {
            Thread.sleep(3000 + random.nextInt(4000));
            if (end.isDone()) {
                end.get();
                return crashes;
            }
            if (crashes % 2 == 1) {
                cluster.crash();
                cluster.startServer();
                continue;
            }
            try (Database observer = cluster.database("soak")) {
                String pid =
                        observer.value(
                                "SELECT pid FROM pg_stat_activity WHERE datname = 'soak'"
                                        + " AND pid <> pg_backend_pid()"
                                        + " ORDER BY state, random() LIMIT 1");
                Shell.runAsServer(List.of("sh", "-c", "kill -9 " + pid)).expectSuccess();
            }
            cluster.awaitRestart();
        }
    }

    /**
     * The deadlocks in which a function had a part: who was in them. Applications have some of
     * their own, as they would without gitversion.
     */
    private static List<String> deadlocks(Cluster cluster) {
        List<String> found = new ArrayList<>();
        List<String> lines = cluster.log().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("ERROR:  deadlock detected")) {
                StringBuilder detail = new StringBuilder(lines.get(i + 1));
                for (int k = i + 2; k < lines.size() && lines.get(k).startsWith("\t"); k++) {
                    detail.append('\n').append(lines.get(k));
                }
                found.add(detail.toString());
            }
        }
        found.removeIf(detail -> !detail.contains("gitversion."));
        return found;
    }

    private static void assertNothingIsLost(Database database, Swarm swarm) throws SQLException {
        // Of a lost commit, the next one may have the id.
        assertThat(swarm.made()).isNotEmpty().doesNotHaveDuplicates();
        List<String> known = database.column("SELECT id FROM gitversion.commits");
        assertThat(known).containsAll(swarm.made()).containsAll(swarm.reached());
        assertThat(database.column("SELECT new_commit_id FROM gitversion.reflog"))
                .containsAll(swarm.made());
        // Builds the state of every commit, and compares what it hashes to.
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }
}
