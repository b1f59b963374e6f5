package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/** What is asked of the lock table is what the server's own view of it shows in the end. */
class LockTableIT {
    private static final int OBJECTS = 240;
    private static final double SPARE = 1.3;

    private static final Pattern ASKED =
            Pattern.compile("About (\\d+) locks are needed.* and (\\d+) of them are in use");

    private static final String TAKEN =
            "SELECT count(*) FROM (SELECT DISTINCT locktype, database, relation, page, tuple,"
                    + " virtualxid, transactionid::text, classid, objid, objsubid FROM pg_locks"
                    + " WHERE NOT fastpath) l";

    /** Shapes of schemas: what there is once, and what there is many times. */
    private static final Map<String, String[]> SHAPES = new LinkedHashMap<>();

    static {
        shape(
                "plain",
                "",
                "CREATE TABLE t% (a int PRIMARY KEY, b timestamp, c varchar(40) DEFAULT 'x')");
        shape(
                "shop",
                "CREATE TABLE r (a int PRIMARY KEY)",
                "CREATE TABLE t% (a serial PRIMARY KEY, b text CHECK (b <> ''), r int REFERENCES"
                    + " r); CREATE INDEX ON t% (b); CREATE VIEW v% AS SELECT a, b FROM t%; CREATE"
                    + " FUNCTION f%() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM t%; END;"
                    + " CREATE POLICY p ON t% USING (a > 0)");
        shape(
                "parts",
                "CREATE TABLE t (a int PRIMARY KEY, b text) PARTITION BY LIST (a);"
                        + "CREATE INDEX ON t (b)",
                "CREATE TABLE t% PARTITION OF t FOR VALUES IN (%)");
        shape(
                "heirs",
                "CREATE TABLE base (a int, b text)",
                "CREATE TABLE t% (c int) INHERITS (base);"
                        + "ALTER TABLE t% ADD d uuid GENERATED ALWAYS AS (NULL) STORED");
        shape(
                "types",
                "",
                "CREATE TYPE e% AS ENUM ('a'); CREATE TYPE c% AS (a e%); CREATE SEQUENCE s%;"
                        + "CREATE DOMAIN d% AS int CHECK (VALUE > 0);"
                        + "CREATE TYPE g% AS RANGE (SUBTYPE = int);"
                        + "CREATE TABLE t% (a int GENERATED ALWAYS AS IDENTITY, e e%)");
        shape(
                "stored",
                "",
                "CREATE MATERIALIZED VIEW m% AS SELECT 1 AS a, 'b'::text AS b;"
                        + "CREATE UNIQUE INDEX ON m% (a)");
    }

    private static void shape(String name, String once, String often) {
        SHAPES.put(name, new String[] {once, often});
    }

    @Test
    void asMuchIsAskedForAsIsTaken() throws SQLException {
        Cluster cluster = Cluster.start(Host.chosen());
        try (Database database = cluster.createDatabase("locks")) {
            for (Map.Entry<String, String[]> shape : SHAPES.entrySet()) {
                StringBuilder script = new StringBuilder();
                script.append("CREATE SCHEMA ").append(shape.getKey());
                script.append("; SET search_path = ").append(shape.getKey()).append(";");
                script.append(shape.getValue()[0]).append(";");
                for (int i = 0; i < OBJECTS; i++) {
                    script.append(shape.getValue()[1].replace("%", Integer.toString(i)));
                    script.append(";");
                }
                database.psql(script.toString(), "-q").expectSuccess();
            }
            resize(database, 30);
            Map<String, Integer> asked = new LinkedHashMap<>();
            for (String shape : SHAPES.keySet()) {
                asked.put(shape, asked(database, shape));
            }
            resize(database, 500);
            for (String shape : SHAPES.keySet()) {
                int taken = taken(database, shape);
                assertThat(asked.get(shape))
                        .describedAs(shape)
                        .isBetween(taken, (int) (taken * SPARE));
            }
        } finally {
            cluster.crash();
        }
    }

    private static String copy(String shape) {
        return "SELECT gitversion.clone_schema_objects('" + shape + "', '" + shape + " 2')";
    }

    private static int asked(Database database, String shape) throws SQLException {
        ServerError error = ServerError.of(() -> database.value(copy(shape)));
        assertThat(error).describedAs(shape).isNotNull();
        Matcher detail = ASKED.matcher(error.detail());
        assertThat(detail.find()).describedAs(error.detail()).isTrue();
        return Integer.parseInt(detail.group(1)) + Integer.parseInt(detail.group(2));
    }

    private static int taken(Database database, String shape) throws SQLException {
        database.execute("BEGIN");
        database.value(copy(shape));
        int taken = Integer.parseInt(database.value(TAKEN));
        database.execute("ROLLBACK");
        return taken;
    }

    private static void resize(Database database, int locks) throws SQLException {
        database.execute(
                "ALTER SYSTEM SET max_connections = 10",
                "ALTER SYSTEM SET max_wal_senders = 0",
                "ALTER SYSTEM SET max_locks_per_transaction = " + locks);
        database.close();
        database.cluster().restart();
    }
}
