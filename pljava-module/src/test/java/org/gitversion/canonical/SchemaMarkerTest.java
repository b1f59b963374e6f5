package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In these tests {@code @} stands for the qualifier's marker, {@code #} for the name's. */
class SchemaMarkerTest {
    private static String mark(String body) {
        return shown(SchemaMarker.mark(body, "shop"));
    }

    private static String shown(String canonical) {
        return canonical.replace("\uE000\uE001", "@").replace("\uE000\uE002", "#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.t",
                "SHOP.t",
                "Shop . t",
                "\"shop\".t",
                "shop\n.\n t",
                "U&\"shop\".t",
                "U&\"sh\\006Fp\".t",
                "u&\"sh!006fp\" UESCAPE '!' .t",
                "U&\"\\+000073hop\".t"
            })
    void everySpellingOfTheQualifierIsOne(String name) {
        assertThat(mark("SELECT * FROM " + name)).isEqualTo("SELECT * FROM @t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shopping.t", "\"SHOP\".t", "x.shop.t", "shop", "'shop.t'", "$$shop.t$$",
                "-- shop.t", "/* shop.t */", "E'\\'shop.t'", "\"shop.t\"", "shop..t", "shop.1",
                "ashop.t", "shop$.t", "\"shop \".t", "(r).shop.t", "a[1].shop.t", "shop.*"
            })
    void otherThingsStay(String body) {
        assertThat(mark("SELECT " + body)).isEqualTo("SELECT " + body);
    }

    @Test
    void commentsInAQualifierMoveBehindIt() {
        assertThat(mark("FROM shop/*a*/./*b*/t")).isEqualTo("FROM @/*a*//*b*/t");
        assertThat(mark("FROM shop -- a\n. t")).isEqualTo("FROM @ -- a\n t");
        assertThat(SchemaMarker.strip(SchemaMarker.mark("FROM shop -- a\n. t", "shop")))
                .isEqualTo("FROM  -- a\n t");
    }

    @Test
    void aNameCannotRunIntoWhatIsBeforeIt() {
        assertThat(mark("SELECT*FROM\"shop\".t")).isEqualTo("SELECT*FROM @t");
        assertThat(mark("SELECT 1\"shop\".f()")).isEqualTo("SELECT 1 @f()");
        assertThat(mark("SELECT \"a\"shop.f()")).isEqualTo("SELECT \"a\" @f()");
        assertThat(mark("SELECT u&shop.f()")).isEqualTo("SELECT u& @f()");
        assertThat(mark("f(shop.g())")).isEqualTo("f(@g())");
    }

    @Test
    void chainsOfNames() {
        assertThat(mark("SELECT shop.t.c, shop.t.* FROM shop.t"))
                .isEqualTo("SELECT @t.c, @t.* FROM @t");
        assertThat(mark("SELECT 1 FROM shop.sch.t")).isEqualTo("SELECT 1 FROM shop.sch.t");
        assertThat(mark("SELECT a OPERATOR(shop.+) b, c operator ( shop . * ) d"))
                .isEqualTo("SELECT a OPERATOR(@+) b, c operator ( @* ) d");
        assertThat(mark("SELECT x COLLATE shop.c, 'a'::shop.mood, shop.mood 'b'"))
                .isEqualTo("SELECT x COLLATE @c, 'a'::@mood, @mood 'b'");
    }

    @Test
    void aliasesAreToldFromTheSchema() {
        assertThat(mark("SELECT shop.id FROM shop.orders shop WHERE shop.total > shop.least()"))
                .isEqualTo("SELECT shop.id FROM @orders shop WHERE shop.total > @least()");
        assertThat(mark("SELECT shop.id FROM shop.shop")).isEqualTo("SELECT shop.id FROM @shop");
        assertThat(mark("SELECT shop.shop FROM shop.shop, shop.b"))
                .isEqualTo("SELECT shop.shop FROM @shop, @b");
        assertThat(mark("UPDATE shop.shop SET a = shop.a + 1 FROM shop.t WHERE t.id = shop.id"))
                .isEqualTo("UPDATE @shop SET a = shop.a + 1 FROM @t WHERE t.id = shop.id");
        assertThat(mark("DELETE FROM shop.a shop USING shop.b, shop.c WHERE shop.x = b.x"))
                .isEqualTo("DELETE FROM @a shop USING @b, @c WHERE shop.x = b.x");
        assertThat(
                        mark(
                                "SELECT * FROM shop.a JOIN shop.b shop ON shop.x = a.x LEFT JOIN"
                                        + " shop.c USING (x), shop.d, LATERAL shop.f(shop.y)"))
                .isEqualTo(
                        "SELECT * FROM @a JOIN @b shop ON shop.x = a.x"
                                + " LEFT JOIN @c USING (x), @d, LATERAL @f(shop.y)");
        assertThat(mark("WITH shop AS (SELECT * FROM shop.t) SELECT shop.a FROM shop"))
                .isEqualTo("WITH shop AS (SELECT * FROM @t) SELECT shop.a FROM shop");
        assertThat(
                        mark(
                                "INSERT INTO shop.t AS shop (a) VALUES (1) ON CONFLICT (a)"
                                        + " DO UPDATE SET a = shop.a"))
                .isEqualTo(
                        "INSERT INTO @t AS shop (a) VALUES (1) ON CONFLICT (a)"
                                + " DO UPDATE SET a = shop.a");
        assertThat(mark("SELECT extract(year FROM shop.at), a IS DISTINCT FROM shop.b FROM shop"))
                .isEqualTo(
                        "SELECT extract(year FROM shop.at), a IS DISTINCT FROM shop.b FROM shop");
        assertThat(
                        mark(
                                "SELECT CASE WHEN shop.a THEN shop.b ELSE shop.c END FROM (shop.t"
                                        + " shop JOIN shop.u ON shop.a = u.a)"))
                .isEqualTo(
                        "SELECT CASE WHEN shop.a THEN shop.b ELSE shop.c END FROM (@t shop"
                                + " JOIN @u ON shop.a = u.a)");
    }

    @Test
    void variablesAreToldFromTheSchema() {
        String body =
                """
                DECLARE
                  shop shop.orders%ROWTYPE;
                  x CONSTANT shop.mood := shop.state;
                  y shop.id%TYPE;
                  z shop.orders.id%TYPE;
                BEGIN
                  FOR shop IN SELECT * FROM shop.orders LOOP
                    shop.total := shop.total + shop.tax(shop.id);
                    IF shop.id > 1 THEN UPDATE shop.orders SET total = shop.total; END IF;
                    RAISE NOTICE '% shop.x', shop.id;
                    PERFORM CAST(shop.x AS shop.mood);
                  END LOOP;
                  RETURN shop.id;
                END
                """;
        assertThat(mark(body))
                .isEqualTo(
                        """
                        DECLARE
                          shop @orders%ROWTYPE;
                          x CONSTANT @mood := shop.state;
                          y shop.id%TYPE;
                          z @orders.id%TYPE;
                        BEGIN
                          FOR shop IN SELECT * FROM @orders LOOP
                            shop.total := shop.total + @tax(shop.id);
                            IF shop.id > 1 THEN UPDATE @orders SET total = shop.total; END IF;
                            RAISE NOTICE '% shop.x', shop.id;
                            PERFORM CAST(shop.x AS @mood);
                          END LOOP;
                          RETURN shop.id;
                        END
                        """);
        assertThat(SchemaMarker.suspicions(body, "shop")).hasSize(1);
    }

    @Test
    void withoutSuchAVariableTheNameIsTheSchema() {
        assertThat(mark("DECLARE v shop.mood; w shop.t%ROWTYPE; BEGIN v := shop.f(shop.g()); END"))
                .isEqualTo("DECLARE v @mood; w @t%ROWTYPE; BEGIN v := @f(@g()); END");
        assertThat(mark("SELECT a FROM f() AS t(a shop.mood, b shop.t)"))
                .isEqualTo("SELECT a FROM f() AS t(a @mood, b @t)");
    }

    @Test
    void namesOfTheFunctionAndItsParametersAreRespected() {
        String body = "SELECT shop.id FROM shop.t WHERE shop.f(shop.x)";
        assertThat(mark(body)).isEqualTo("SELECT @id FROM @t WHERE @f(@x)");
        assertThat(shown(SchemaMarker.mark(body, "shop", Set.of("shop"))))
                .isEqualTo("SELECT shop.id FROM @t WHERE @f(shop.x)");
        assertThat(shown(SchemaMarker.mark("SELECT NEW.id FROM new.t", "new")))
                .isEqualTo("SELECT NEW.id FROM @t");
        assertThat(mark("<<shop>> BEGIN shop.x := shop.y; PERFORM shop.f(); END"))
                .isEqualTo("<<shop>> BEGIN shop.x := shop.y; PERFORM @f(); END");
    }

    @Test
    void commandsOverObjects() {
        assertThat(
                        mark(
                                "BEGIN CREATE TABLE shop.a (b shop.mood, LIKE shop.c); DROP VIEW IF"
                                    + " EXISTS shop.d; LOCK shop.e; TRUNCATE TABLE shop.f, shop.g;"
                                    + " GRANT SELECT ON shop.h TO shop; CREATE VIEW shop.v AS"
                                    + " SELECT shop.x FROM shop.t; END"))
                .isEqualTo(
                        "BEGIN CREATE TABLE @a (b @mood, LIKE @c); DROP VIEW IF EXISTS"
                                + " @d; LOCK @e; TRUNCATE TABLE @f, @g;"
                                + " GRANT SELECT ON @h TO shop; CREATE VIEW @v AS SELECT shop.x"
                                + " FROM @t; END");
    }

    @Test
    void theBareNameOfTheSchema() {
        assertThat(mark("BEGIN SET LOCAL search_path TO a, Shop, pg_temp; END"))
                .isEqualTo("BEGIN SET LOCAL search_path TO a, #, pg_temp; END");
        assertThat(mark("BEGIN SET search_path = shop; GRANT USAGE ON SCHEMA shop TO shop; END"))
                .isEqualTo("BEGIN SET search_path = #; GRANT USAGE ON SCHEMA # TO shop; END");
        assertThat(mark("UPDATE t SET search_path = shop"))
                .isEqualTo("UPDATE t SET search_path = shop");
        assertThat(SchemaMarker.strip("SET search_path = \uE000\uE002, x"))
                .isEqualTo("SET search_path = \"$branch\", x");
    }

    @Test
    void theTextForASchemaQuotesItsName() {
        String canonical = SchemaMarker.mark("SELECT * FROM shop.t", "shop");
        assertThat(SchemaMarker.unmark(canonical, "branch_a"))
                .isEqualTo("SELECT * FROM branch_a.t");
        assertThat(SchemaMarker.unmark(canonical, "My \"s\""))
                .isEqualTo("SELECT * FROM \"My \"\"s\"\"\".t");
        assertThat(SchemaMarker.unmark(canonical, "user")).isEqualTo("SELECT * FROM \"user\".t");
        assertThat(SchemaMarker.unmark(canonical, "loop")).isEqualTo("SELECT * FROM \"loop\".t");
        assertThat(SchemaMarker.strip(canonical)).isEqualTo("SELECT * FROM t");
    }

    @Test
    void textWithMarkerCharactersComesBack() {
        for (String text :
                new String[] {"\uE000\uE001", "'\uE000'", "\uE000", "x\uE000\uE000\uE002"}) {
            String canonical = SchemaMarker.mark(text, "shop");
            assertThat(SchemaMarker.unmark(canonical, "a")).isEqualTo(text);
            assertThat(SchemaMarker.strip(canonical)).isEqualTo(text);
        }
        assertThat(SchemaMarker.unmark("COMMENT 'icon \uE000'", "a"))
                .isEqualTo("COMMENT 'icon \uE000'");
    }

    @Test
    void namesLongerThanPostgresKeepsAreCut() {
        String schema = "s".repeat(63);
        assertThat(SchemaMarker.mark("TABLE " + schema + "tail.t", schema))
                .isEqualTo("TABLE \uE000\uE001t");
        String umlauts = "ü".repeat(31);
        assertThat(SchemaMarker.mark("TABLE " + umlauts + "üx.t", umlauts))
                .isEqualTo("TABLE \uE000\uE001t");
    }
}
