package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.junit.jupiter.api.Test;

class ConstraintKindTest {
    private static final String T = "tables/t/constraints/";

    private final ConstraintKind kind = new ConstraintKind();

    @Test
    void everyPartOfAForeignKeyIsWritten() {
        Node key =
                constraint(
                        T + "Key",
                        "type",
                        "FOREIGN KEY",
                        "columns",
                        "a|B",
                        "references",
                        "\"U\"",
                        "foreign_columns",
                        "x|user",
                        "match",
                        "FULL",
                        "on_update",
                        "CASCADE",
                        "on_delete",
                        "SET NULL",
                        "on_delete_columns",
                        "B",
                        "deferrable",
                        "DEFERRABLE INITIALLY DEFERRED",
                        "validated",
                        "no");
        assertThat(ConstraintKind.definition(key))
                .isEqualTo(
                        "CONSTRAINT \"Key\" FOREIGN KEY (a, \"B\") REFERENCES \"U\"(x, \"user\")"
                                + " MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL (\"B\")"
                                + " DEFERRABLE INITIALLY DEFERRED NOT VALID");
    }

    @Test
    void everyPartOfAKeyIsWritten() {
        Node key =
                constraint(
                        T + "k",
                        "type",
                        "UNIQUE",
                        "columns",
                        "a",
                        "include",
                        "b",
                        "options",
                        "fillfactor=70",
                        "tablespace",
                        "fast",
                        "nulls_not_distinct",
                        "yes",
                        "deferrable",
                        "DEFERRABLE");
        assertThat(ConstraintKind.definition(key))
                .isEqualTo(
                        "CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b)"
                                + " WITH (fillfactor='70') USING INDEX TABLESPACE fast DEFERRABLE");
    }

    @Test
    void whatNeedsOthersIsNoPartOfItsTable() {
        Node table = Nodes.of(new TableKind(), "tables/t");
        Node check = constraint(T + "c", "type", "CHECK", "expression", "(a > 0)");
        Node own = Nodes.referring(check, "tables/t/columns/a");
        Node calling = Nodes.referring(check, "functions/f(integer)", "tables/t/columns/a");
        SchemaTree tree = Nodes.tree(table, own);
        assertThat(kind.createdWithParent(own, tree)).isTrue();
        assertThat(kind.createdWithParent(calling, tree)).isFalse();
        assertThat(kind.createdWithParent(own.with("validated", no()), tree)).isFalse();
        assertThat(kind.createdWithParent(foreignKey(), tree)).isFalse();
    }

    @Test
    void aForeignKeyNeedsWhatKeepsItsTargetUnique() {
        Node primary =
                constraint("tables/u/constraints/p", "type", "PRIMARY KEY", "columns", "x|y");
        Node other = constraint("tables/u/constraints/o", "type", "UNIQUE", "columns", "x");
        Node index = uniqueIndex("indexes/i");
        Node partial = uniqueIndex("indexes/j", "predicate", "(x > 0)");
        Node key = foreignKey();
        assertThat(kind.needs(key, Nodes.tree(primary, other, index, partial, key)))
                .containsExactlyInAnyOrder(
                        Path.parse("tables/u/columns/x"),
                        Path.parse("tables/u/columns/y"),
                        primary.path(),
                        index.path());
        assertThat(kind.needs(key, Nodes.tree(other, index, partial, key)))
                .containsExactlyInAnyOrder(
                        Path.parse("tables/u/columns/x"),
                        Path.parse("tables/u/columns/y"),
                        index.path());
    }

    private static Node uniqueIndex(String path, String... slots) {
        List<String> all = new ArrayList<>(List.of("table", "u", "unique", "yes", "keys", "y|x"));
        all.addAll(List.of(slots));
        return Nodes.referring(
                Nodes.of(new IndexKind(), path, all.toArray(String[]::new)),
                "tables/u/columns/x",
                "tables/u/columns/y");
    }

    @Test
    void onlyAForeignKeyIsDeferredInPlace() {
        Node key = foreignKey();
        Node unique = constraint(T + "k", "type", "UNIQUE", "columns", "a");
        assertThat(Nodes.alter(kind, key, deferred(key)))
                .containsExactly("ALTER TABLE t ALTER CONSTRAINT f DEFERRABLE");
        assertThat(Nodes.alter(kind, deferred(key), key))
                .containsExactly("ALTER TABLE t ALTER CONSTRAINT f NOT DEFERRABLE");
        assertThat(Nodes.alter(kind, unique, deferred(unique))).isNull();
    }

    @Test
    void aConstraintIsValidatedInPlaceButNeverDoubtedAgain() {
        Node key = foreignKey();
        Node fresh = key.with("validated", no());
        assertThat(Nodes.alter(kind, fresh, key))
                .containsExactly("ALTER TABLE t VALIDATE CONSTRAINT f");
        assertThat(Nodes.alter(kind, key, fresh)).isNull();
    }

    private Node foreignKey() {
        return Nodes.referring(
                constraint(
                        T + "f",
                        "type",
                        "FOREIGN KEY",
                        "columns",
                        "a|b",
                        "references",
                        "u",
                        "foreign_columns",
                        "y|x"),
                "tables/u/columns/x",
                "tables/u/columns/y");
    }

    private static Node deferred(Node node) {
        return node.with("deferrable", Value.text("DEFERRABLE"));
    }

    private static Value no() {
        return Value.text("no");
    }

    private Node constraint(String path, String... slots) {
        return Nodes.of(kind, path, slots);
    }
}
