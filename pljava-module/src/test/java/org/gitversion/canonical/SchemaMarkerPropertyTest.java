package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the body and whatever the schemas: nothing is lost on the way through a marker. */
class SchemaMarkerPropertyTest {
    private static final String[] SCHEMAS = {
        "branch_a",
        "My Schema",
        "a\"b",
        "a.b",
        "select",
        "user",
        "é",
        "😀",
        "$",
        "$$",
        "'",
        "--",
        "/*",
        "\uE000\uE001",
        "\uE000",
        "1",
        "e5",
        "x\ny",
        "u&",
        "E",
        "branch_" + "x".repeat(56)
    };

    private static final String[] PIECES = {
        "SELECT ",
        " FROM ",
        "FROM",
        " JOIN ",
        " ON ",
        ", ",
        "(",
        ")",
        ";",
        "\n",
        " ",
        " AS ",
        "::",
        "DECLARE ",
        "BEGIN ",
        " := ",
        "%TYPE",
        "%ROWTYPE",
        "UPDATE ",
        " SET ",
        "INSERT INTO ",
        "shop.",
        "SHOP . ",
        "\"shop\".",
        "shop/*c*/.",
        "shop -- c\n.",
        "U&\"shop\".",
        "shop",
        "shop.shop",
        "t",
        "t.c",
        "f(",
        "x.",
        "*",
        "+",
        "OPERATOR(",
        "'shop.t'",
        "'a''b'",
        "E'\\''",
        "$q$ shop.t $q$",
        "/* shop.t */",
        "-- shop.t\n",
        "1",
        "1.",
        "..",
        "$1",
        "'",
        "\"",
        "$",
        "/*",
        "\uE000",
        "\uE000\uE001",
        "\uE002",
        "é",
        "😀",
        "u&",
        "<<shop>>",
        "CASE ",
        " END ",
        "SET search_path = ",
        "ON SCHEMA ",
        "&",
        "."
    };

    @Test
    void theCanonicalTextIsAFixpoint() {
        Texts.forSeeds(
                20_000,
                random -> {
                    String body = Texts.join(random, 25, PIECES);
                    String canonical = SchemaMarker.mark(body, "shop");
                    String schema = hostile(random);
                    if (uses(body, schema)) {
                        return;
                    }
                    String there = SchemaMarker.unmark(canonical, schema);
                    assertThat(SchemaMarker.mark(there, schema))
                            .as("body %s, schema %s, text %s", body, schema, there)
                            .isEqualTo(canonical);
                });
    }

    @Test
    void theTextForTheSameSchemaMeansTheSame() {
        Texts.forSeeds(
                20_000,
                random -> {
                    String body = Texts.join(random, 25, PIECES);
                    String back = SchemaMarker.unmark(SchemaMarker.mark(body, "shop"), "shop");
                    assertThat(meaning(back)).as("body %s", body).isEqualTo(meaning(body));
                });
    }

    @Test
    void bodiesWithoutTheNameStayAsTheyAre() {
        Texts.forSeeds(
                5_000,
                random -> {
                    String body = Texts.join(random, 25, PIECES).replace("shop", "other");
                    body = body.replace("SHOP", "OTHER");
                    String canonical = SchemaMarker.mark(body, "shop");
                    assertThat(SchemaMarker.unmark(canonical, hostile(random))).isEqualTo(body);
                    assertThat(SchemaMarker.strip(canonical)).isEqualTo(body);
                });
    }

    @Test
    void listsComeBack() {
        Texts.forSeeds(
                5_000,
                random -> {
                    List<String> entries = new ArrayList<>();
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        entries.add(random.nextBoolean() ? "\"shop\"" : "pg_catalog");
                    }
                    String canonical =
                            SchemaMarker.markList(String.join(",", entries), OwnSchema.of("shop"));
                    String schema = hostile(random);
                    String there = SchemaMarker.unmarkList(canonical, schema);
                    assertThat(SchemaMarker.markList(there, OwnSchema.of(schema)))
                            .isEqualTo(canonical);
                });
    }

    private static String hostile(Random random) {
        return SCHEMAS[random.nextInt(SCHEMAS.length)];
    }

    private static boolean uses(String body, String name) {
        Words words = new Words(body);
        for (int i = 0; i < words.size(); i++) {
            if (name.equals(words.name(i))) {
                return true;
            }
        }
        return false;
    }

    /** What PostgreSQL's parser gets to see, however it is spelled, and the comments. */
    private static List<String> meaning(String sql) {
        List<String> meaning = new ArrayList<>();
        Words words = new Words(sql);
        for (int i = 0; i < words.size(); i++) {
            String name = words.name(i);
            meaning.add(name == null ? words.kind(i) + " " + words.text(i) : "name " + name);
        }
        for (Token token : Lexer.tokens(sql)) {
            if (token.kind() == Token.Kind.COMMENT) {
                meaning.add(token.text(sql));
            }
        }
        return meaning;
    }
}
