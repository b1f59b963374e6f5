package org.gitversion.test.fault;

import java.sql.SQLException;
import org.gitversion.test.support.Database;

/** A repository with one branch whose merge takes many statements of different kinds. */
final class Shop {
    private static final String MAIN =
            """
            CREATE TYPE mood AS ENUM ('sad', 'happy');
            CREATE TABLE customers (
                id integer PRIMARY KEY, email varchar(90) NOT NULL UNIQUE, city text, state mood);
            CREATE TABLE orders (
                id integer PRIMARY KEY, customer_id integer REFERENCES customers,
                total numeric(10, 2) CHECK (total >= 0));
            CREATE VIEW spent AS
                SELECT c.email, sum(o.total) FROM customers c JOIN orders o ON o.customer_id = c.id
                 GROUP BY c.email;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TABLE old_things (id integer);
            INSERT INTO customers VALUES (1, 'a@example.org', 'Rome', 'sad');
            INSERT INTO orders VALUES (1, 1, 5), (2, 1, 7.5);
            """;

    /** What the branch changes; after it the merge has something of every kind to do. */
    static final String CHANGES =
            """
            ALTER TABLE customers RENAME COLUMN city TO town;
            DROP VIEW spent;
            ALTER TABLE customers ALTER COLUMN email TYPE text;
            CREATE VIEW spent AS
                SELECT c.email, c.town, sum(o.total) FROM customers c
                  JOIN orders o ON o.customer_id = c.id GROUP BY c.email, c.town;
            ALTER TABLE customers ADD COLUMN points integer DEFAULT 0 NOT NULL;
            CREATE TABLE items (
                id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                order_id integer REFERENCES orders ON DELETE CASCADE);
            CREATE INDEX items_order_id_idx ON items (order_id);
            CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN NEW.id := NEW.id; RETURN NEW; END';
            CREATE TRIGGER touch BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION touch();
            CREATE VIEW towns AS SELECT DISTINCT town FROM customers;
            DROP TABLE old_things;
            COMMENT ON TABLE orders IS 'what was bought';
            """;

    private Shop() {}

    /** Makes main, in schema app. */
    static void create(Database database) throws SQLException {
        database.execute("CREATE SCHEMA app", "SET search_path = app", MAIN, "RESET search_path");
        database.value("SELECT gitversion.init('main', 'app')");
    }

    /** Makes and commits a changed branch. */
    static void createBranch(Database database, String name) throws SQLException {
        database.value("SELECT gitversion.create_branch(?, 'main')", name);
        database.value("SELECT gitversion.use_branch(?)", name);
        database.execute(CHANGES);
        database.value("SELECT gitversion.commit('Change')");
    }
}
