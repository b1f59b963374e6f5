package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Names;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Moves functions from schema {@code shop}, full of tables, aliases, variables and columns of that
 * name, into another schema, drops the first one, and lets PostgreSQL run them: what still named
 * the old schema fails, and so does an alias that was taken for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaMarkerIT {
    private static final String OBJECTS =
            """
            CREATE SCHEMA {s};
            CREATE TYPE {s}.mood AS ENUM ('sad', 'happy');
            CREATE TYPE {s}.pair AS (a int, b {s}.mood);
            CREATE TABLE {s}.shop (id int PRIMARY KEY, shop text, mood {s}.mood, pair {s}.pair);
            CREATE TABLE {s}.orders (id int, shop_id int REFERENCES {s}.shop, total int);
            CREATE TABLE {s}.boxes (id int, shop {s}.pair);
            CREATE SEQUENCE {s}.seq;
            CREATE FUNCTION {s}.tax(int) RETURNS int LANGUAGE sql AS 'SELECT $1 / 10';
            CREATE FUNCTION {s}.plus(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1 + $2';
            CREATE OPERATOR {s}.<+> (FUNCTION = {s}.plus, LEFTARG = int, RIGHTARG = int);
            CREATE OPERATOR {s}.* (FUNCTION = {s}.plus, LEFTARG = int, RIGHTARG = int);
            CREATE COLLATION {s}.plain FROM "C";
            INSERT INTO {s}.shop VALUES (1, 'one', 'sad', (7, 'sad')), (2, 'two', 'happy', (8, 'sad'));
            INSERT INTO {s}.orders VALUES (1, 1, 100), (2, 1, 50), (3, 2, 30);
            INSERT INTO {s}.boxes VALUES (1, (1, 'sad'));
            """;

    /** Result type and body; the result is compared before and after the move. */
    private static final List<String[]> SQL =
            List.of(
                    new String[] {"text", "SELECT shop.shop FROM shop.shop WHERE shop.id = 1"},
                    new String[] {
                        "int", "SELECT shop.total FROM shop.orders shop WHERE shop.id = 2"
                    },
                    new String[] {
                        "bigint",
                        "SELECT sum(shop.tax(o.total)) FROM Shop.orders o JOIN shop . shop"
                                + " ON shop.id = o.shop_id, LATERAL \"shop\".tax(shop.id) x"
                    },
                    new String[] {
                        "int", "SELECT shop.orders.total FROM shop.orders ORDER BY shop.orders.id"
                    },
                    new String[] {"int", "SELECT 1 OPERATOR(shop.<+>) 2 OPERATOR(shop.*) 3"},
                    new String[] {
                        "text", "SELECT max(shop.shop COLLATE shop.plain) FROM shop.shop"
                    },
                    new String[] {
                        "text", "SELECT (shop.mood 'sad')::text || 'sad'::shop.mood::text"
                    },
                    new String[] {
                        "int", "SELECT (shop.pair).a FROM shop.shop WHERE shop.mood = 'sad'"
                    },
                    new String[] {"int", "SELECT (boxes.shop).a FROM shop.boxes"},
                    new String[] {
                        "int",
                        "WITH shop AS (SELECT total, id FROM shop.orders) SELECT shop.total FROM"
                                + " shop WHERE shop.id IN (SELECT shop.id FROM shop.orders shop)"
                    },
                    new String[] {
                        "int",
                        "UPDATE shop.boxes SET shop.a = (shop).a + 1, id = shop.tax(20) RETURNING"
                                + " id"
                    },
                    new String[] {
                        "int",
                        "INSERT INTO shop.shop (id) VALUES (1) ON CONFLICT (id)"
                                + " DO UPDATE SET id = shop.id RETURNING shop.id"
                    },
                    new String[] {
                        "int",
                        "DELETE FROM shop.orders shop USING shop.shop s, shop.boxes"
                                + " WHERE shop.shop_id = s.id AND shop.id = 99 RETURNING shop.id"
                    },
                    new String[] {
                        "int",
                        "SELECT x.a FROM jsonb_to_recordset('[{\"a\":5,\"m\":\"sad\"}]')"
                                + " AS x(a int, m shop.mood)"
                    },
                    new String[] {
                        "text",
                        "SELECT CAST(shop.mood AS text) FROM shop.shop, shop.orders"
                                + " WHERE shop.id IS NOT DISTINCT FROM orders.shop_id"
                                + " ORDER BY shop.id, orders.id"
                    });

    private static final List<String[]> PLPGSQL =
            List.of(
                    new String[] {
                        "int",
                        """
                        DECLARE
                          shop shop.shop%ROWTYPE;
                          m CONSTANT shop.mood := 'happy';
                          t shop.orders.total%TYPE := 0;
                        BEGIN
                          FOR shop IN SELECT * FROM shop.shop s WHERE s.mood <= m LOOP
                            shop.id := shop.id + shop.tax(10);
                            IF shop.id > 2 THEN UPDATE shop.orders SET total = total + shop.id; END IF;
                            t := t + shop.id + (SELECT sum(o.total) FROM shop.orders o);
                          END LOOP;
                          RETURN t;
                        END
                        """
                    },
                    new String[] {
                        "text",
                        """
                        DECLARE
                          r record;
                          out text := '';
                        BEGIN
                          SET LOCAL search_path = shop, pg_temp;
                          FOR r IN SELECT shop.id, shop.shop FROM shop ORDER BY shop.id LOOP
                            out := out || r.shop || shop.tax(r.id * 10);
                          END LOOP;
                          CREATE TEMP TABLE made (a shop.mood, LIKE shop.orders) ON COMMIT DROP;
                          INSERT INTO made SELECT 'sad', shop.* FROM shop.orders shop;
                          TRUNCATE shop.boxes, ONLY shop.orders;
                          DROP TABLE IF EXISTS shop.gone, shop.lost;
                          RETURN out || (SELECT count(*) FROM made) || (SELECT count(*) FROM shop.orders);
                        END
                        """
                    },
                    new String[] {
                        "int",
                        """
                        <<shop>>
                        DECLARE
                          n int := 5;
                        BEGIN
                          shop.n := shop.n + shop.tax(50);
                          SELECT shop.n + total INTO shop.n FROM shop.orders WHERE id = 1;
                          RETURN shop.n;
                        END
                        """
                    });

    private Database database;

    @BeforeAll
    void start() {
        database = Cluster.shared().createEmptyDatabase("schema_marker", "UTF8");
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"branch_a", "Branch \"x\".y", "user", "loop", "o", "orders", "x", "s", "é$"})
    void functionsRunInTheOtherSchema(String schema) throws SQLException {
        List<String> expected = results("shop", false);
        assertThat(results(schema, true)).isEqualTo(expected);
    }

    /** Makes everything in a schema, calls all functions, and drops it. */
    private List<String> results(String schema, boolean moved) throws SQLException {
        String quoted = "\"" + schema.replace("\"", "\"\"") + "\"";
        List<String> results = new ArrayList<>();
        database.execute(OBJECTS.replace("{s}", quoted));
        try {
            for (String[] function : SQL) {
                results.add(result(quoted, function[0], "sql", body(function, schema, moved)));
            }
            for (String[] function : PLPGSQL) {
                results.add(result(quoted, function[0], "plpgsql", body(function, schema, moved)));
            }
        } finally {
            database.execute("ROLLBACK", "DROP SCHEMA " + quoted + " CASCADE");
        }
        return results;
    }

    private static String body(String[] function, String schema, boolean moved) {
        if (!moved) {
            return function[1];
        }
        String canonical = SchemaMarker.mark(function[1], "shop");
        String body = SchemaMarker.unmark(canonical, schema);
        assertThat(SchemaMarker.mark(body, schema)).isEqualTo(canonical);
        return body;
    }

    private String result(String schema, String type, String language, String body)
            throws SQLException {
        database.execute(
                "BEGIN",
                "SET LOCAL search_path = " + schema + ", pg_catalog, pg_temp",
                "CREATE FUNCTION "
                        + schema
                        + ".f() RETURNS "
                        + type
                        + " LANGUAGE "
                        + language
                        + " AS $body$"
                        + body
                        + "$body$",
                "COMMIT");
        String result = database.value("SELECT " + schema + ".f()::text");
        database.execute("DROP FUNCTION " + schema + ".f()");
        return result;
    }

    /** {@code quote_ident} may quote fewer names: a later version has more keywords. */
    @Test
    void everyKeywordOfTheServerIsQuoted() throws SQLException {
        List<String> words =
                database.column(
                        "SELECT word FROM pg_get_keywords() WHERE quote_ident(word) <> word");
        assertThat(words).hasSizeGreaterThan(100);
        for (String word : words) {
            assertThat(Names.quote(word)).isEqualTo("\"" + word + "\"");
        }
        assertThat(Names.quote("abort")).isEqualTo("abort");
    }

    @Test
    void everyOtherNameIsQuotedAsTheServerDoes() throws SQLException {
        for (String name :
                List.of("a", "A", "a b", "a\"b", "1a", "a1", "_", "a$", "é", "", "a.b")) {
            assertThat(Names.quote(name)).isEqualTo(database.value("SELECT quote_ident(?)", name));
        }
    }
}
