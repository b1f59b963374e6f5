package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.junit.jupiter.api.Test;

/** The DDL of functions, and when a function must be dropped and created again. */
class RoutineKindTest {
    private static final FunctionKind KIND = new FunctionKind();

    private static Node function(String... slots) {
        TreeMap<String, Value> values = new TreeMap<>();
        values.put("result", Value.text("integer"));
        values.put("language", Value.text("sql"));
        values.put("body", Value.text("SELECT 1"));
        values.put("arguments", Value.items(List.of("a integer", "OUT b text", "c text")));
        for (int i = 0; i < slots.length; i += 2) {
            boolean items = slots[i].equals("defaults") || slots[i].equals("arguments");
            values.put(
                    slots[i],
                    items ? Value.items(List.of(slots[i + 1])) : Value.text(slots[i + 1]));
        }
        return new Node(
                Path.of("functions", "f(integer, text)"),
                KIND.kind(),
                values,
                new TreeSet<>(),
                Map.of());
    }

    private static String create(Node node) {
        return KIND.create(node, SchemaTree.EMPTY).get(0).sql();
    }

    @Test
    void givesDefaultsToTheLastInputArguments() {
        assertThat(create(function("defaults", "'x'::text")))
                .startsWith("CREATE FUNCTION f(a integer, OUT b text, c text DEFAULT 'x'::text)");
    }

    @Test
    void findsATagThatTheBodyHasNot() {
        assertThat(create(function("body", "$body$ $body_")))
                .endsWith("AS $body__$$body$ $body_$body__$");
    }

    @Test
    void findsATagThatTheNameOfTheSchemaHasNot() {
        String canonical = SchemaMarker.mark("SELECT * FROM \"a$body$b\".t", "a$body$b");
        String sql = SchemaMarker.unmark(create(function("body", canonical)), "a$body$b");
        assertThat(sql).endsWith("AS $body_$SELECT * FROM \"a$body$b\".t$body_$");
        assertThat(SchemaMarker.strip(create(function("body", canonical))))
                .endsWith("AS $body$SELECT * FROM t$body$");
    }

    @Test
    void isReplacedWhileItsCallStaysTheSame() {
        List<Ddl> statements =
                KIND.alter(
                        function(),
                        function("defaults", "'x'::text", "volatility", "STABLE"),
                        Set.of("defaults", "volatility"),
                        SchemaTree.EMPTY);
        assertThat(statements).hasSize(1);
        assertThat(statements.get(0).sql()).startsWith("CREATE OR REPLACE FUNCTION f(");
    }

    @Test
    void isBuiltAgainWhenPostgreSqlWouldRefuseToReplaceIt() {
        Node other = function("arguments", "x integer");
        assertThat(KIND.alter(function(), other, Set.of("arguments"), SchemaTree.EMPTY)).isNull();
        Node typed = function("result", "bigint");
        assertThat(KIND.alter(function(), typed, Set.of("result"), SchemaTree.EMPTY)).isNull();
        Node fewer = function("defaults", "'x'::text");
        assertThat(KIND.alter(fewer, function(), Set.of("defaults"), SchemaTree.EMPTY)).isNull();
    }

    @Test
    void keepsItsTypesUnderAnotherName() {
        assertThat(KIND.bareName("f(integer, text)")).isEqualTo("f");
        assertThat(KIND.withBareName("f(integer, text)", "g(x")).isEqualTo("g(x(integer, text)");
        assertThat(KIND.rename(function(), "g h(integer, text)").get(0).sql())
                .isEqualTo("ALTER FUNCTION f(integer, text) RENAME TO \"g h\"");
    }

    @Test
    void namesInputArgumentsOfProceduresAsSuch() {
        Node node = function();
        ProcedureKind procedures = new ProcedureKind();
        Node procedure =
                new Node(
                        Path.of("procedures", "p(integer, \"a, b\")"),
                        procedures.kind(),
                        node.slots(),
                        new TreeSet<>(),
                        Map.of());
        assertThat(procedures.target(procedure)).isEqualTo("PROCEDURE p(IN integer, IN \"a, b\")");
    }
}
