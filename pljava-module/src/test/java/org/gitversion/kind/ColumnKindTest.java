package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.gitversion.model.Node;
import org.junit.jupiter.api.Test;

class ColumnKindTest {
    private final ColumnKind kind = new ColumnKind();

    @Test
    void generatedColumnsAreStoredOrVirtual() {
        Node stored = column("generated", "(a * 2)");
        Node virtual = column("generated", "(a * 2)", "virtual", "yes");
        assertThat(ColumnKind.definition(stored))
                .isEqualTo("c integer GENERATED ALWAYS AS ((a * 2)) STORED");
        assertThat(ColumnKind.definition(virtual))
                .isEqualTo("c integer GENERATED ALWAYS AS ((a * 2)) VIRTUAL");
        assertThat(Nodes.alter(kind, stored, virtual)).isNull();
        assertThat(Nodes.alter(kind, virtual, column())).isNull();
        assertThat(Nodes.alter(kind, stored, column()))
                .containsExactly("ALTER TABLE t ALTER COLUMN c DROP EXPRESSION");
    }

    private Node column(String... slots) {
        String[] all = new String[slots.length + 2];
        all[0] = "type";
        all[1] = "integer";
        System.arraycopy(slots, 0, all, 2, slots.length);
        return Nodes.of(kind, "tables/t/columns/c", all);
    }
}
