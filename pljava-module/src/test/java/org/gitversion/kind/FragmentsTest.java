package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.gitversion.model.Slot;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    /** A slot of which nobody said what it is in a statement could be anything there. */
    @Test
    void everySlotHasAForm() {
        for (ObjectKind kind : ObjectKinds.ALL.list()) {
            for (Slot slot : kind.kind().slots()) {
                assertThat(Fragments.form(kind.kind(), slot.name()))
                        .as(kind.kind() + "." + slot.name())
                        .isNotNull();
            }
        }
    }
}
