package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.canonical.Lexer;
import org.gitversion.canonical.Token;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All spellings of one object have one canonical DDL. The spellings are in {@code spellings.txt}:
 * {@code == KIND}, then spellings of one object with {@code --} between them. {@code
 * -Dgitversion.seed=N} starts the random ones from another seed.
 */
@GitVersionTest(databasePerMethod = true)
class SpellingIT {
    private static final String NORMALIZED =
            "SELECT gitversion.normalize_ddl_advanced(?, ?::gitversion.object_type)";

    private static final String AST =
            "SELECT gitversion.parse_ddl_to_ast(?, ?::gitversion.object_type)";

    private record Group(String kind, List<String> spellings) {}

    @BeforeEach
    void prepare(Database database) throws SQLException, IOException {
        database.execute(
                "DO 'BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN END'",
                resource("spellings.sql"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = SpellingIT.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Group> groups() throws IOException {
        List<Group> groups = new ArrayList<>();
        for (String block : ("\n" + resource("spellings.txt").strip()).split("\n== ")) {
            if (!block.isEmpty()) {
                int end = block.indexOf('\n');
                List<String> spellings = List.of(block.substring(end + 1).split("\n--\n"));
                groups.add(new Group(block.substring(0, end), spellings));
            }
        }
        return groups;
    }

    /** One spelling at least is not the canonical one, and all are there for every kind. */
    @Test
    void everyKindHasSpellings() throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (Group group : groups()) {
            assertThat(group.spellings.size()).as(group.kind).isGreaterThan(1);
            kinds.add(group.kind);
        }
        ObjectKinds.ALL.list().stream()
                .map(kind -> kind.kind().name().toUpperCase(Locale.ROOT))
                .filter(kind -> !kind.equals("ROWS"))
                .forEach(kind -> assertThat(kinds).contains(kind));
    }

    @Test
    void allSpellingsOfAnObjectAreOne(Database database) throws Exception {
        for (Group group : groups()) {
            Set<String> texts = new LinkedHashSet<>();
            Set<String> asts = new LinkedHashSet<>();
            for (String spelling : group.spellings) {
                texts.add(database.value(NORMALIZED, spelling, group.kind));
                asts.add(database.value(AST, spelling, group.kind));
            }
            assertThat(texts).as(group.spellings.toString()).hasSize(1);
            assertThat(asts).as(group.spellings.toString()).hasSize(1);
            String text = texts.iterator().next();
            String ast = asts.iterator().next();
            assertThat(database.value(NORMALIZED, text, group.kind)).isEqualTo(text);
            assertThat(database.value("SELECT gitversion.ast_to_ddl(?::jsonb)", ast))
                    .isEqualTo(text);
            assertThat(database.value("SELECT gitversion.normalize_ast(?::jsonb)", ast))
                    .isEqualTo(ast);
        }
    }

    @Test
    void caseBlanksAndCommentsMeanNothing(Database database) throws Exception {
        long seed = Long.getLong("gitversion.seed", 1);
        System.out.println("SpellingIT: seed " + seed);
        Random random = new Random(seed);
        for (Group group : groups()) {
            String spelling = group.spellings.get(random.nextInt(group.spellings.size()));
            String text = database.value(NORMALIZED, spelling, group.kind);
            String other = respelled(spelling, random);
            assertThat(database.value(NORMALIZED, other, group.kind))
                    .as("seed %d: %s", seed, other)
                    .isEqualTo(text);
        }
    }

    private static String respelled(String sql, Random random) {
        List<String> blanks =
                List.of(" ", "\n", "\t ", " /* it's; /* ( */ */ ", " -- \"x;\n", "\r\n");
        StringBuilder out = new StringBuilder(random.nextBoolean() ? "" : ";-- ;\n");
        boolean afterComment = false;
        for (Token token : Lexer.tokens(sql)) {
            String text = token.text(sql);
            if (token.kind() == Token.Kind.WORD && random.nextBoolean()) {
                boolean upper = random.nextBoolean();
                text = upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
            } else if (token.kind() == Token.Kind.WHITESPACE && !afterComment) {
                text = blanks.get(random.nextInt(blanks.size()));
            }
            afterComment = token.kind() == Token.Kind.COMMENT;
            out.append(text);
        }
        return out.append(random.nextBoolean() ? ";" : " ;; ").toString();
    }
}
