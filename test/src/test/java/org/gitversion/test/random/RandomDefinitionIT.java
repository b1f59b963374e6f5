package org.gitversion.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Lexer;
import org.gitversion.canonical.Token;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The DDL that the history has of any object is its canonical DDL: it is normalized to itself, as
 * any other spelling of it is, and so is what its AST is turned into. {@code -Dgitversion.seed=N}
 * and {@code -Dgitversion.schemas=N} as for {@link RandomSchemaIT}.
 */
@GitVersionTest(extensions = "btree_gist")
class RandomDefinitionIT {
    private static final Set<String> NO_UNITS =
            Set.of("column", "constraint", "attribute", "domain_constraint", "rows");

    private final long seed = RandomSchemaIT.seed();
    private final int schemas = Integer.getInteger("gitversion.schemas", 100) / 12;

    @BeforeAll
    static void cluster() throws SQLException {
        Laboratory.prepareCluster();
    }

    @Test
    void everyObjectIsNormalizedToItself(Database database) throws SQLException {
        System.out.printf("RandomDefinitionIT: %d schemas from seed %d%n", schemas, seed);
        Laboratory.prepare(database);
        List<String> failures = new ArrayList<>();
        Map<String, Integer> kinds = new TreeMap<>();
        for (int i = 0; i < schemas; i++) {
            make(database, seed + i);
            check(database, seed + i, failures, kinds);
        }
        System.out.println("RandomDefinitionIT: " + kinds);
        assertThat(failures).isEmpty();
        if (schemas >= 20) {
            assertThat(kinds.keySet()).containsAll(units());
        }
    }

    private static Set<String> units() {
        Set<String> units = new TreeSet<>();
        for (ObjectKind kind : ObjectKinds.ALL.list()) {
            boolean isUnit = !NO_UNITS.contains(kind.kind().name());
            if (isUnit && !kind.kind().name().endsWith("view_column")) {
                units.add(kind.kind().name());
            }
        }
        return units;
    }

    private static void make(Database database, long seed) throws SQLException {
        String branch = "d" + seed;
        database.value("SELECT gitversion.create_branch(?, 'main')", branch);
        database.value("SELECT gitversion.use_branch(?)", branch);
        database.execute("CREATE TABLE first (k integer)");
        new RandomDdl(database, new Random(seed)).create(10 + (int) Math.floorMod(seed, 20L));
        database.value("SELECT gitversion.commit('Random', ?)", branch);
    }

    private static void check(
            Database database, long seed, List<String> failures, Map<String, Integer> kinds)
            throws SQLException {
        List<List<String>> objects =
                database.rows(
                        "SELECT s.object_type::text, s.object_name, s.ddl_content"
                                + " FROM gitversion.object_snapshots s"
                                + " JOIN gitversion.branches b ON b.head_commit_id = s.commit_id"
                                + " WHERE b.branch_name = ? AND s.object_type <> 'ROWS'",
                        "d" + seed);
        String leftovers = leftovers(database);
        for (List<String> object : objects) {
            kinds.merge(object.get(0).toLowerCase(Locale.ROOT), 1, Integer::sum);
            String found = normalized(database, object, new Random(seed));
            if (!found.isEmpty()) {
                String failure = "seed " + seed + " " + object + ": " + found;
                System.out.println(failure);
                failures.add(failure);
            }
        }
        if (!leftovers.equals(leftovers(database))) {
            failures.add("seed " + seed + ": something stays");
        }
    }

    /** The same words and signs in another case, with other space and comments between them. */
    private static String spelled(String ddl, Random random) {
        String[] spaces = {" ", "\n", "\t ", " /* ' \" */ ", " -- ;\n"};
        StringBuilder out = new StringBuilder();
        for (Token token : Lexer.tokens(ddl)) {
            String text = token.text(ddl);
            boolean isWord = token.kind() == Token.Kind.WORD && text.matches("[a-z_]+");
            if (token.isTrivia()) {
                out.append(spaces[random.nextInt(spaces.length)]);
            } else {
                out.append(isWord && random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text);
            }
        }
        return out.toString();
    }

    private static String normalized(Database database, List<String> object, Random random) {
        try {
            String other = spelled(object.get(2), random);
            String read =
                    database.value(
                            "SELECT gitversion.normalize_ddl_advanced(?,"
                                    + " ?::gitversion.object_type)",
                            other,
                            object.get(0));
            if (!read.equals(object.get(2))) {
                return "normalized as " + read + " of " + other;
            }
            return database.value(
                    "SELECT CASE WHEN a.ddl <> ?::text THEN 'normalized as ' || a.ddl"
                            + " WHEN a.built <> ?::text THEN 'built as ' || a.built"
                            + " WHEN gitversion.normalize_ast(a.ast) <> a.ast THEN"
                            + " 'another AST ' || a.ast::text ELSE '' END FROM (SELECT"
                            + " gitversion.normalize_ddl_advanced(x.ddl, x.type) AS ddl,"
                            + " x.ast, gitversion.ast_to_ddl(x.ast) AS built FROM"
                            + " (SELECT o.*, gitversion.parse_ddl_to_ast(o.ddl, o.type) AS ast"
                            + " FROM (SELECT ?::text AS ddl, ?::gitversion.object_type AS type) o"
                            + " OFFSET 0) x OFFSET 0) a",
                    object.get(2),
                    object.get(2),
                    object.get(2),
                    object.get(0));
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    private static String leftovers(Database database) throws SQLException {
        return database.value(
                "SELECT ROW((SELECT count(*) FROM pg_namespace), (SELECT count(*) FROM pg_class),"
                        + " (SELECT count(*) FROM gitversion.ddl_events),"
                        + " current_setting('search_path'),"
                        + " current_setting('client_min_messages'),"
                        + " current_setting('gitversion.internal', true))::text");
    }
}
