package org.gitversion.test.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.EventTriggers;
import org.gitversion.test.support.ServerError;

/** A schema with all that may change along, and random changes of it. */
final class RandomDdl {
    static final String SCHEMA =
            """
            CREATE SCHEMA app; CREATE SCHEMA other; SET search_path = app;
            CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
            CREATE TYPE pair AS (x integer, y text);
            CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
            CREATE FUNCTION now_ish() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()';
            CREATE FUNCTION twice(a integer) RETURNS integer LANGUAGE sql IMMUTABLE
                RETURN a * 2;
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
            CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                mail text NOT NULL UNIQUE, mood mood DEFAULT 'ok', at timestamptz DEFAULT now_ish(),
                size positive, CONSTRAINT not_sad CHECK (mood <> 'sad'));
            CREATE TABLE orders (id serial PRIMARY KEY, user_id integer REFERENCES users (id),
                total numeric(10, 2) CHECK (total >= 0), double_it integer,
                extra pair, CHECK (twice(double_it) > 0));
            CREATE INDEX orders_total ON orders (total) WHERE total > 10;
            CREATE INDEX orders_twice ON orders (twice(double_it));
            CREATE TABLE parts (a integer, b text) PARTITION BY LIST (a);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
            CREATE VIEW happy AS SELECT u.id, u.mail FROM users u WHERE u.mood = 'happy';
            CREATE VIEW busy AS SELECT h.mail, o.total FROM happy h JOIN orders o ON o.user_id = h.id;
            CREATE MATERIALIZED VIEW sums AS SELECT user_id, sum(total) AS s FROM orders GROUP BY 1;
            CREATE INDEX sums_s ON sums (s);
            CREATE TRIGGER stamp BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp();
            CREATE POLICY own ON users USING (mail = current_user);
            CREATE RULE none AS ON DELETE TO orders DO INSTEAD NOTHING;
            CREATE STATISTICS pairs ON user_id, total FROM orders;
            CREATE SEQUENCE counter OWNED BY orders.id;
            CREATE FUNCTION first_user() RETURNS users LANGUAGE sql
                RETURN (SELECT u FROM users AS u ORDER BY u.id LIMIT 1);
            CREATE TABLE plain (); COMMENT ON TABLE plain IS 'nothing'; RESET search_path;
            SELECT gitversion.init('main', 'app'); SELECT gitversion.use_branch('main');
            """;

    private static final List<String> CHANGES =
            List.of(
                    "ALTER TABLE users ADD COLUMN c%d integer DEFAULT 1",
                    "ALTER TABLE orders ADD COLUMN c%d text",
                    "ALTER TABLE users RENAME COLUMN mail TO mail%d",
                    "ALTER TABLE users RENAME COLUMN id TO id%d",
                    "ALTER TABLE users RENAME TO users%d",
                    "ALTER TABLE IF EXISTS users RENAME TO people",
                    "ALTER TABLE IF EXISTS people RENAME TO users",
                    "ALTER TABLE orders RENAME COLUMN total TO total%d",
                    "ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2)",
                    "ALTER TABLE orders ALTER COLUMN total SET NOT NULL",
                    "ALTER TABLE orders ALTER COLUMN total DROP NOT NULL",
                    "ALTER TABLE orders ALTER COLUMN double_it SET DEFAULT twice(4)",
                    "ALTER TABLE orders ALTER COLUMN double_it DROP DEFAULT",
                    "ALTER TABLE orders ALTER COLUMN double_it SET STATISTICS 55",
                    "ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_user_id_fkey",
                    "ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey"
                            + " FOREIGN KEY (user_id) REFERENCES users",
                    "ALTER TABLE orders DROP COLUMN double_it CASCADE",
                    "ALTER TABLE orders ADD COLUMN double_it integer",
                    "ALTER TABLE users RENAME CONSTRAINT not_sad TO not_sad%d",
                    "ALTER TABLE users DROP CONSTRAINT not_sad",
                    "ALTER TYPE mood ADD VALUE 'm%d'",
                    "ALTER TYPE mood RENAME VALUE 'happy' TO 'glad'",
                    "ALTER TYPE mood RENAME VALUE 'glad' TO 'happy'",
                    "ALTER TYPE mood RENAME TO feeling",
                    "ALTER TYPE feeling RENAME TO mood",
                    "ALTER TYPE pair RENAME ATTRIBUTE x TO z",
                    "ALTER TYPE pair RENAME ATTRIBUTE z TO x",
                    "ALTER TYPE pair ADD ATTRIBUTE a%d integer",
                    "ALTER DOMAIN positive ADD CONSTRAINT c%d CHECK (VALUE < 1000)",
                    "ALTER DOMAIN positive RENAME TO positive%d",
                    "ALTER FUNCTION twice(integer) RENAME TO doubled",
                    "ALTER FUNCTION doubled(integer) RENAME TO twice",
                    "CREATE FUNCTION twice(a bigint) RETURNS bigint LANGUAGE sql IMMUTABLE"
                            + " RETURN a * 2",
                    "DROP FUNCTION IF EXISTS twice(bigint)",
                    "CREATE FUNCTION lower(text) RETURNS text LANGUAGE sql RETURN $1",
                    "CREATE OR REPLACE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql"
                            + " AS 'BEGIN new.at := now(); RETURN new; END'",
                    "CREATE OR REPLACE VIEW happy AS SELECT u.id, u.mail, u.at FROM users u"
                            + " WHERE u.mood = 'ok'",
                    "DROP VIEW IF EXISTS busy",
                    "CREATE VIEW busy AS SELECT o.total FROM orders o",
                    "CREATE VIEW joined AS SELECT * FROM orders o JOIN users u ON u.id = o.user_id"
                            + " CROSS JOIN (SELECT 1 AS one) s",
                    "DROP VIEW joined",
                    "ALTER VIEW happy RENAME COLUMN mail TO address%d",
                    "ALTER VIEW happy SET (security_barrier)",
                    "DROP TABLE orders CASCADE",
                    "DROP TABLE users CASCADE",
                    "CREATE TABLE t%d (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a"
                            + " text)",
                    "CREATE TABLE u%d AS SELECT 1 AS a, 'x'::text AS b",
                    "SELECT 1 AS a INTO v%d",
                    "CREATE TEMPORARY TABLE temporary%d (a integer)",
                    "CREATE TABLE pg_class (a integer)",
                    "ALTER TABLE parts ADD COLUMN c%d integer",
                    "CREATE TABLE parts_n%1$d PARTITION OF parts FOR VALUES IN (%1$d)",
                    "ALTER TABLE parts DETACH PARTITION parts_1",
                    "ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES IN (1)",
                    "CREATE INDEX i%d ON users (at)",
                    "DROP INDEX IF EXISTS orders_total",
                    "CREATE INDEX orders_total ON orders (total DESC)",
                    "ALTER INDEX sums_s RENAME TO sums_t",
                    "ALTER INDEX sums_t RENAME TO sums_s",
                    "CREATE TRIGGER t%d AFTER INSERT ON orders EXECUTE FUNCTION stamp()",
                    "DROP TRIGGER IF EXISTS stamp ON users",
                    "ALTER TABLE users DISABLE TRIGGER stamp",
                    "ALTER TABLE users ENABLE TRIGGER stamp",
                    "CREATE POLICY p%d ON orders USING (total > 0)",
                    "DROP POLICY IF EXISTS own ON users",
                    "DROP RULE IF EXISTS none ON orders",
                    "DROP STATISTICS IF EXISTS pairs",
                    "ALTER STATISTICS pairs SET STATISTICS 77",
                    "COMMENT ON TABLE plain IS NULL",
                    "COMMENT ON TABLE plain IS 'c%d'",
                    "COMMENT ON COLUMN users.mood IS 'c%d'",
                    "COMMENT ON CONSTRAINT not_sad ON users IS 'c%d'",
                    "COMMENT ON FUNCTION stamp() IS 'c%d'",
                    "COMMENT ON TRIGGER stamp ON users IS 'c%d'",
                    "COMMENT ON TYPE users IS 'c%d'",
                    "GRANT SELECT ON users TO PUBLIC",
                    "REVOKE SELECT ON users FROM PUBLIC",
                    "GRANT UPDATE (mood) ON users TO PUBLIC",
                    "ALTER SEQUENCE counter OWNED BY NONE",
                    "ALTER SEQUENCE counter OWNED BY orders.id",
                    "ALTER SEQUENCE counter RENAME TO counter%d",
                    "ALTER SEQUENCE counter INCREMENT BY 7",
                    "ALTER TABLE plain SET SCHEMA other",
                    "ALTER TABLE other.plain SET SCHEMA app",
                    "ALTER TABLE plain RENAME TO plain2",
                    "ALTER TABLE plain2 RENAME TO plain",
                    "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA app",
                    "DROP EXTENSION IF EXISTS pg_trgm",
                    "CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer,"
                            + " FUNCTION = int4eq)",
                    "CREATE TYPE span%d AS RANGE (SUBTYPE = integer)",
                    "VACUUM FULL plain",
                    "CREATE AGGREGATE many(integer) (SFUNC = int4pl, STYPE = integer)",
                    "CREATE PROCEDURE go%d() LANGUAGE sql AS 'SELECT 1'",
                    "ALTER TABLE orders SET (fillfactor = 70)",
                    "ALTER TABLE orders REPLICA IDENTITY FULL",
                    "ALTER TABLE orders CLUSTER ON orders_pkey",
                    "CREATE ROLE changed_part_%d",
                    "REFRESH MATERIALIZED VIEW sums");

    private RandomDdl() {}

    /** Seeds for random tests: so many, or as asked for. */
    static Stream<Long> seeds(int sequences) {
        long first = Long.getLong("gitversion.seed", System.nanoTime());
        System.out.printf("seeds from %d (repeat with -Dgitversion.seed=%d)%n", first, first);
        return Stream.iterate(first, s -> s + 1)
                .limit(Integer.getInteger("gitversion.sequences", sequences));
    }

    /** A change, which may fail where others went before. */
    static String statement(Random random) {
        String template = CHANGES.get(random.nextInt(CHANGES.size()));
        return String.format(template, random.nextInt(1_000_000));
    }

    /** Runs a change in one of several ways; one that fails is part of the test. */
    static void change(Database database, Random random, List<String> done) throws SQLException {
        String sql = statement(random);
        String script =
                switch (random.nextInt(8)) {
                    case 0 -> "DO $do$ BEGIN EXECUTE $x$" + sql + "$x$; END $do$";
                    case 1 ->
                            "BEGIN; "
                                    + sql
                                    + "; SAVEPOINT s; DROP TABLE plain; ROLLBACK TO s; COMMIT";
                    case 2 -> "BEGIN; " + sql + "; ROLLBACK";
                    case 3 -> EventTriggers.DISABLE + "; " + sql + "; " + EventTriggers.ENABLE;
                    default -> sql;
                };
        ServerError error = ServerError.of(() -> database.execute(script));
        if (error != null) {
            database.execute("ROLLBACK", EventTriggers.ENABLE);
        }
        done.add((error == null ? "" : "-- " + error.message() + "\n-- ") + script + ";");
    }
}
