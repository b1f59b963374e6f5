package org.gitversion.test.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/**
 * A cluster that pg_upgrade takes from one major version of PostgreSQL to the next, and the next.
 */
class MajorVersionsIT {
    private static final String[] SUITES =
            System.getProperty("gitversion.suites", "bookworm").split(",");
    private static final String DAMAGE =
            "SELECT concat_ws(': ', severity, what, detail) FROM gitversion.fsck(true)"
                    + " WHERE severity <> 'notice'";
    private static final String SCHEMA =
            """
            SET search_path = branch_main, public;
            CREATE TYPE mood AS ENUM ('sad', 'happy');
            CREATE TABLE person (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name citext NOT NULL UNIQUE, mood mood DEFAULT 'sad',
                born date CHECK (born > '1900-01-01'));
            CREATE TABLE message (id bigserial PRIMARY KEY, person_id integer REFERENCES person,
                sent date NOT NULL, words text) PARTITION BY RANGE (id);
            CREATE TABLE message_1 PARTITION OF message FOR VALUES FROM (1) TO (1000);
            CREATE VIEW happy AS SELECT p.id, p.name FROM person p
                WHERE p.mood IN ('happy') AND p.name LIKE 'A%';
            CREATE MATERIALIZED VIEW count_of AS SELECT mood, count(*) FROM person GROUP BY 1;
            CREATE FUNCTION cheer(p integer) RETURNS void BEGIN ATOMIC
                UPDATE person SET mood = 'happy' WHERE id = p; END;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN new; END$$;
            CREATE TRIGGER touched BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION touch();
            INSERT INTO person (name) SELECT 'A' || n FROM generate_series(1, 500) n;
            INSERT INTO message (person_id, sent) SELECT n, '2024-01-01' FROM generate_series(1, 500) n;
            """;
    private static final String LOG =
            "SELECT concat_ws(' ', commit_hash, tree_hash, author, committed_at, message)"
                    + " FROM gitversion.commits ORDER BY id";

    @Test
    void historyComesAlong() throws Exception {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no container engine answers here");
        assumeTrue(SUITES.length > 1, "a second version (-Dgitversion.suites) is for the night");
        String data = "gitversion-pg-upgrade-" + ProcessHandle.current().pid() + "-";
        try {
            List<String> log = begin(data + SUITES[0]);
            for (int i = 1; i < SUITES.length; i++) {
                upgrade(SUITES[i - 1], SUITES[i], data);
                log = goOn(SUITES[i - 1], SUITES[i], data + SUITES[i], log);
            }
        } finally {
            for (String suite : SUITES) {
                shell("docker volume rm -f " + data + suite);
            }
        }
    }

    private static List<String> begin(String data) throws Exception {
        try (Server server = Server.of(SUITES[0]).withData(data)) {
            server.start();
            server.execute("CREATE EXTENSION citext", "SELECT gitversion.init()");
            server.run("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", "gitversion", "-c", SCHEMA);
            server.execute(
                    "SELECT gitversion.commit('Persons', 'main')",
                    "SELECT gitversion.create_branch('feature')",
                    "ALTER TABLE branch_feature.person RENAME COLUMN name TO name_" + SUITES[0],
                    "SELECT gitversion.commit('Renamed', 'feature')",
                    "ALTER TABLE branch_main.person ADD nick text",
                    "SELECT gitversion.commit('Nick', 'main')",
                    "CREATE INDEX ON branch_main.message (sent)");
            List<String> log = server.column(LOG);
            server.stopCleanly();
            return log;
        }
    }

    private static void upgrade(String from, String to, String data) throws Exception {
        String image = "gitversion-pg-upgrade:" + from + "-" + to;
        Path file =
                SourceTree.root()
                        .resolve(
                                "test/src/test/resources/org/gitversion/test/container/pg-upgrade.Dockerfile");
        shell(
                "docker build -q -t %s --build-arg OLD=%s --build-arg NEW=%s - <%s"
                        .formatted(image, Server.image(from), Server.image(to), file));
        Shell.Result result =
                run(
                        "docker run --rm -i -v %s:/from -v %s:/to --entrypoint bash %s -euo pipefail"
                                .formatted(data + from, data + to, image),
                        """
                        chown -R postgres: /from /to
                        chmod 700 /from /to
                        old=/usr/lib/postgresql/$(cat /from/PG_VERSION)/bin new=/usr/lib/postgresql/$PG_MAJOR/bin
                        options=''
                        if [ "$PG_MAJOR" -ge 18 ] && "$old/pg_controldata" /from | grep -q 'checksum version: *0'
                        then options=--no-data-checksums; fi
                        cd /tmp
                        runuser -u postgres -- "$new/initdb" -D /to -U postgres --auth-local=trust \\
                          --auth-host=scram-sha-256 $options >/dev/null
                        runuser -u postgres -- "$new/pg_upgrade" -b "$old" -B "$new" -d /from -D /to -U postgres || {
                          cat /to/pg_upgrade_output.d/*/log/* >&2; exit 1; }
                        echo 'host all all all scram-sha-256' >>/to/pg_hba.conf
                        echo "listen_addresses = '*'" >>/to/postgresql.conf
                        """);
        assumeFalse(
                result.output().contains("unrecognized parameter \"pg_attver\""),
                "the release of "
                        + from
                        + " marks columns in a way that of "
                        + to
                        + " does not know yet");
        result.expectSuccess();
    }

    private static List<String> goOn(String from, String suite, String data, List<String> log)
            throws SQLException {
        try (Server server = Server.of(suite).withData(data)) {
            server.start();
            assertThat(server.column(LOG)).isEqualTo(log);
            assertThat(server.column(DAMAGE)).isEmpty();
            assertThat(server.column("SELECT path FROM gitversion.status('main')"))
                    .as("what was not committed, and nothing else")
                    .containsExactly("indexes/message_1_sent_idx", "indexes/message_sent_idx");
            assertThat(server.column("SELECT path FROM gitversion.status('feature')")).isEmpty();
            server.execute("SELECT gitversion.reset('main', 'main')");
            server.execute("SELECT gitversion.merge_branches('feature', 'main')");
            assertThat(server.column("SELECT count(name_" + from + ") FROM branch_main.person"))
                    .containsExactly("500");
            assertThat(server.column(DAMAGE)).isEmpty();
            assertThat(
                            server.column(
                                    "SELECT gitversion.compute_tree_hash('branch_main') UNION"
                                        + " SELECT tree_hash FROM gitversion.commits c JOIN"
                                        + " gitversion.branches b ON b.head_commit_id = c.id WHERE"
                                        + " b.branch_name = 'main'"))
                    .hasSize(1);
            server.execute(
                    "ALTER TABLE branch_feature.person RENAME COLUMN name_"
                            + from
                            + " TO name_"
                            + suite,
                    "SELECT gitversion.commit('Renamed', 'feature')",
                    "CREATE INDEX ON branch_main.message (sent)");
            List<String> after = server.column(LOG);
            server.stopCleanly();
            return after;
        }
    }

    private static void shell(String command) {
        run(command, "").expectSuccess();
    }

    private static Shell.Result run(String command, String input) {
        return Shell.run(Map.of(), input, Duration.ofMinutes(20), List.of("bash", "-c", command));
    }
}
