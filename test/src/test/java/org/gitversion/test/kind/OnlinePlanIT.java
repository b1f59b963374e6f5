package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gitversion.test.merge.PlainDump;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SchemaDump;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;

/**
 * Plans that run beside applications: by psql, on databases that are read and written meanwhile.
 */
class OnlinePlanIT {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** To look at all rows takes long, but no processor. */
    private static final String SHOP =
            """
            CREATE FUNCTION slow(v int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
                BEGIN PERFORM pg_sleep(0.002); RETURN v; END $$;
            CREATE TABLE customers (id int, email text, kind text DEFAULT 'a', amount int);
            CREATE INDEX kinds ON customers (kind);
            CREATE INDEX amounts ON customers (amount);
            CREATE UNIQUE INDEX mails ON customers (email, id);
            CREATE TABLE orders (id int, customer_id int, amount int, code int);
            ALTER TABLE orders ADD CONSTRAINT orders_code UNIQUE (code);
            CREATE TABLE letters (id int, old_name int);
            CREATE TABLE events (id int, at int, customer_id int) PARTITION BY RANGE (at);
            CREATE TABLE events_0 PARTITION OF events FOR VALUES FROM (0) TO (1000);
            CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (1000) TO (2000);
            CREATE TABLE events_2 (id int, at int, customer_id int);
            CREATE TABLE parts (id int, v int) PARTITION BY LIST (v);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
            CREATE TABLE parts_rest PARTITION OF parts DEFAULT;
            CREATE TABLE bins (id int, v int) PARTITION BY LIST (v);
            CREATE TABLE bins_rest PARTITION OF bins DEFAULT;
            CREATE TABLE bins_2 (id int, v int);
            """;

    private static final String CHANGE =
            """
            ALTER TABLE customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
            ALTER TABLE customers ALTER email SET NOT NULL,
                ADD CONSTRAINT customers_email UNIQUE (email) INCLUDE (kind) DEFERRABLE INITIALLY DEFERRED,
                ADD CONSTRAINT positive CHECK (slow(amount) >= 0);
            DROP INDEX kinds, amounts, mails;
            CREATE INDEX amounts ON customers (slow(amount), kind);
            COMMENT ON INDEX amounts IS 'of customers';
            CREATE VIEW spent AS SELECT c.id, c.email, sum(o.amount) FROM customers c
                LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id;
            ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT 'none',
                ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers,
                DROP CONSTRAINT orders_code, ADD CONSTRAINT orders_code UNIQUE (code, id),
                ALTER id SET NOT NULL;
            CREATE INDEX notes ON orders (note);
            ALTER TABLE orders REPLICA IDENTITY FULL;
            ALTER TABLE letters RENAME TO mail;
            ALTER TABLE mail RENAME old_name TO name;
            CREATE UNIQUE INDEX mail_name ON mail (name);
            ALTER TABLE events DETACH PARTITION events_0;
            ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (2000) TO (3000);
            ALTER TABLE events ALTER id SET NOT NULL, ADD CONSTRAINT known CHECK (slow(id) > 0),
                ADD CONSTRAINT events_key UNIQUE (id, at);
            CREATE INDEX events_customer ON events (slow(customer_id));
            ALTER TABLE parts ADD CONSTRAINT parts_customer FOREIGN KEY (id) REFERENCES customers;
            ALTER TABLE bins ATTACH PARTITION bins_2 FOR VALUES IN (2);
            """;

    private static final String ROWS =
            """
            INSERT INTO app.customers SELECT n, 'm' || n, 'a', n FROM generate_series(1, 400) n;
            INSERT INTO app.orders SELECT n, n, n, n FROM generate_series(1, 400) n;
            INSERT INTO app.letters SELECT n, n FROM generate_series(1, 100) n;
            INSERT INTO app.events SELECT n, n, n FROM generate_series(1, 1900, 5) n;
            INSERT INTO app.events_2 SELECT n, n, n FROM generate_series(2000, 2500, 5) n;
            INSERT INTO app.parts SELECT n, n % 2 * 4 + 1 FROM generate_series(1, 200) n;
            INSERT INTO app.bins SELECT n, 1 FROM generate_series(1, 200) n;
            INSERT INTO app.bins_2 SELECT n, 2 FROM generate_series(1, 200) n;
            """;

    private static final String COUNTS =
            "SELECT relname || ' ' || (xpath('//n/text()', query_to_xml(format('SELECT count(*) AS"
                    + " n FROM %s', oid::regclass), true, false, '')))[1] FROM pg_class WHERE"
                    + " relkind IN ('r', 'p') AND relnamespace = 'app'::regnamespace ORDER BY 1";

    private static Database elsewhere(String script) throws SQLException {
        Database database =
                Cluster.shared().createEmptyDatabase("online_" + COUNT.incrementAndGet(), "UTF8");
        for (String extension : Lab.EXTENSIONS) {
            database.execute("CREATE EXTENSION " + extension + " SCHEMA public");
        }
        database.psql("CREATE SCHEMA app; SET search_path = app, public; " + script, "-q")
                .expectSuccess();
        return database;
    }

    private static Map<String, String> files(Lab lab, String change, boolean online)
            throws SQLException {
        lab.run("SET search_path = app, public; " + change);
        lab.database().value("SELECT gitversion.commit('Change', 'main')");
        return files(lab, online);
    }

    private static Map<String, String> files(Lab lab, boolean online) throws SQLException {
        Map<String, String> files = new LinkedHashMap<>();
        for (List<String> row :
                lab.database()
                        .rows(
                                "SELECT * FROM gitversion.migration('main~1', 'main', p_online =>"
                                        + " ?)",
                                online)) {
            files.put(row.get(0), row.get(1));
        }
        return files;
    }

    private static void assertReached(Database other, Lab lab) throws SQLException {
        assertThat(SchemaDump.difference(SchemaDump.of(other, "app"), lab.dump())).isEmpty();
        assertThat(
                        other.value(
                                "SELECT string_agg(indexrelid::regclass::text, ' ') FROM pg_index"
                                        + " WHERE NOT indisvalid"))
                .isNull();
    }

    private static Traffic traffic(Database database) {
        return Traffic.on(
                database,
                "UPDATE customers SET kind = 'b' WHERE id = 7",
                "SELECT * FROM customers WHERE id = 3",
                "INSERT INTO orders (id, customer_id, amount, code) VALUES (%d + 10000, 5, 1, %d +"
                        + " 10000)",
                "SELECT count(*) FROM orders",
                "INSERT INTO events VALUES (%d + 10000, 1500, 9)",
                "UPDATE events_2 SET customer_id = 4 WHERE id = 2100",
                "UPDATE parts SET id = id WHERE id = 20",
                "UPDATE bins_2 SET id = id WHERE id = 20");
    }

    @Test
    void everyKindOfStepGoesBesideApplications() throws Exception {
        try (Lab lab = Lab.of(SHOP)) {
            Map<String, String> plain = files(lab, CHANGE, false);
            long blocked;
            try (Database other = elsewhere(SHOP)) {
                other.psql(ROWS, "-q").expectSuccess();
                Traffic traffic = traffic(other);
                other.psql(plain.get("up.sql"), "-q").expectSuccess();
                blocked = traffic.longest();
                assertReached(other, lab);
                other.drop();
            }
            Map<String, String> online = files(lab, true);
            try (Database other = elsewhere(SHOP)) {
                List<String> before = PlainDump.of(other, "app");
                other.psql(ROWS, "-q").expectSuccess();
                Traffic traffic = traffic(other);
                Shell.Result up = other.psql(online.get("up.sql"), "-q");
                long waited = traffic.longest();
                up.expectSuccess();
                assertReached(other, lab);
                assertThat(waited)
                        .as("with the plan of one transaction %s ms", blocked)
                        .isLessThan(1000)
                        .isLessThan(blocked / 4);
                List<String> rows = other.column(COUNTS);
                assertThat(rows).contains("customers 400", "mail 100", "events_0 200", "bins 400");
                assertThat(other.psql(online.get("up.sql"), "-q").output())
                        .contains("is already in the state that this script leads to");
                other.psql(online.get("down.sql"), "-q").expectSuccess();
                assertThat(PlainDump.of(other, "app")).isEqualTo(before);
                other.drop();
            }
        }
    }

    @Test
    void theTreeOfABranchIsTheSame() throws SQLException {
        try (Lab lab = Lab.of(SHOP)) {
            files(lab, CHANGE, true);
            Database database = lab.database();
            database.value("SELECT gitversion.create_branch('side', 'main~1')");
            database.psql(
                            database.value(
                                    "SELECT gitversion.plan_script('main~1', 'main',"
                                            + " 'branch_side', p_online => true)"),
                            "-q")
                    .expectSuccess();
            assertThat(database.value("SELECT gitversion.compute_tree_hash('branch_side')"))
                    .isEqualTo(database.value("SELECT gitversion.compute_tree_hash('app')"));
            List<List<String>> steps =
                    database.rows(
                            "SELECT statement, transactional::text, lock_mode FROM gitversion.plan("
                                    + "'main~1', 'main', p_online => true) ORDER BY step");
            for (List<String> step : steps) {
                boolean alone =
                        step.get(0).contains(" CONCURRENTLY") || step.get(0).contains(" VALIDATE ");
                if (alone) {
                    assertThat(step.get(1)).as(step.get(0)).isEqualTo("false");
                }
                if (step.get(0).contains("INDEX CONCURRENTLY")
                        || step.get(0).contains("VALIDATE ")) {
                    assertThat(step.get(2)).as(step.get(0)).isEqualTo("SHARE UPDATE EXCLUSIVE");
                }
            }
            assertThat(
                            database.column(
                                    "SELECT DISTINCT transactional::text FROM gitversion.plan("
                                            + "'main~1', 'main')"))
                    .containsExactly("true");
        }
    }

    @Test
    void whatFailsGoesOnWhereItStopped() throws SQLException {
        String base =
                "CREATE TABLE t (id int, v int, w int); CREATE TABLE p (a int) PARTITION BY RANGE"
                        + " (a); CREATE TABLE p0 PARTITION OF p FOR VALUES FROM (0) TO (9);";
        String change =
                "ALTER TABLE p DETACH PARTITION p0; ALTER TABLE t ADD CONSTRAINT u UNIQUE (v), ADD"
                        + " CONSTRAINT c CHECK (w > 0), ALTER w SET NOT NULL, ADD COLUMN n int";
        try (Lab lab = Lab.of(base)) {
            String up = files(lab, change, true).get("up.sql");
            try (Database other = elsewhere(base)) {
                other.execute("INSERT INTO app.t VALUES (1, 1, 1), (2, 1, -1), (3, 3, NULL)");
                Shell.Result result = other.psql(up, "-q");
                assertThat(result.status()).isEqualTo(3);
                assertThat(result.output()).contains("could not create unique index \"u\"");
                assertThat(other.value("SELECT to_regclass('app.u')")).isNotNull();
                assertThat(
                                other.column(
                                        "SELECT attname FROM pg_attribute WHERE attrelid ="
                                                + " 'app.t'::regclass AND attnum > 0 ORDER BY"
                                                + " attnum"))
                        .containsExactly("id", "v", "w");

                other.execute("UPDATE app.t SET v = id");
                assertThat(other.psql(up, "-q").output())
                        .contains("\"gitversion_online_1\"", "violated by some row");
                other.execute("UPDATE app.t SET w = 2 WHERE w IS NULL");
                assertThat(other.psql(up, "-q").output()).contains("\"c\"", "violated by some row");
                String back =
                        lab.database()
                                .value(
                                        "SELECT gitversion.plan_script('main', 'main~1', p_online"
                                                + " => true)");
                assertThat(other.psql(back, "-q").output())
                        .contains("another script has not come to its end in this schema");
                other.execute("UPDATE app.t SET w = 2 WHERE w < 0");
                other.psql(up, "-q").expectSuccess();
                assertReached(other, lab);
                assertThat(other.column("SELECT id::text FROM app.t ORDER BY id"))
                        .containsExactly("1", "2", "3");
                other.drop();
            }
        }
    }

    @Test
    void aTransactionLetsGoAndTriesAgain() throws Exception {
        String base = "CREATE TABLE a (id int); CREATE TABLE b (id int);";
        try (Lab lab = Lab.of(base)) {
            String up =
                    files(lab, "ALTER TABLE a ADD x int; ALTER TABLE b ADD x int", true)
                            .get("up.sql");
            try (Database other = elsewhere(base);
                    Connection slow = other.connect();
                    Statement reader = slow.createStatement()) {
                slow.setAutoCommit(false);
                reader.execute("SELECT count(*) FROM app.b");
                Thread end =
                        new Thread(
                                () -> {
                                    try {
                                        Thread.sleep(6000);
                                        slow.commit();
                                    } catch (SQLException | InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
                end.start();
                Traffic traffic =
                        Traffic.on(other, "INSERT INTO a VALUES (1)", "INSERT INTO b VALUES (1)");
                Shell.Result result = other.psql(up, "-q");
                long waited = traffic.longest();
                end.join();
                assertThat(result.expectSuccess()).contains("try 1: ");
                assertThat(waited).isBetween(1000L, 4000L);
                assertReached(other, lab);
                other.drop();
            }
        }
    }
}
