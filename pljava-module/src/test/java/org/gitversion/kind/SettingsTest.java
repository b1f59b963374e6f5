package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Value;
import org.junit.jupiter.api.Test;

/** The clause SET of CREATE FUNCTION, from items as the catalog keeps them. */
class SettingsTest {
    @Test
    void quotesOrdinaryValuesAsStrings() {
        assertThat(Settings.clause("work_mem=5MB")).isEqualTo("SET work_mem TO '5MB'");
        assertThat(Settings.clause("DateStyle=ISO, DMY"))
                .isEqualTo("SET \"DateStyle\" TO 'ISO, DMY'");
        assertThat(Settings.clause("my.x=a'b\\c=d")).isEqualTo("SET \"my.x\" TO E'a''b\\\\c=d'");
    }

    @Test
    void takesListsOfNamesApart() {
        assertThat(Settings.clause("search_path=shop, \"My Shop\", \"a\"\"b, c\", pg_catalog"))
                .isEqualTo("SET search_path TO 'shop', 'My Shop', 'a\"b, c', 'pg_catalog'");
        assertThat(Settings.clause("temp_tablespaces=fast,\"slow one\""))
                .isEqualTo("SET temp_tablespaces TO 'fast', 'slow one'");
    }

    @Test
    void keepsEmptyNamesAndEmptyLists() {
        assertThat(Settings.clause("search_path=\"\"")).isEqualTo("SET search_path TO ''");
        assertThat(Settings.clause("search_path=")).isEqualTo("SET search_path TO ''");
    }

    @Test
    void leavesTheMarkerOfTheOwnSchemaForTheExecutor() {
        assertThat(Settings.clause("search_path=\uE000\uE002, pg_temp"))
                .isEqualTo("SET search_path TO \uE000\uE002, 'pg_temp'");
    }

    @Test
    void followsTheOrderOfTheOriginalWhereItIsKnown() {
        Node node =
                new Node(
                        Path.of("functions", "f()"),
                        new FunctionKind().kind(),
                        Map.of("settings", Value.items(List.of("a=1", "b=2", "c=3"))),
                        new TreeSet<>(),
                        Map.of("settings", "c,gone,a"));
        assertThat(Settings.inOrder(node)).containsExactly("c=3", "a=1", "b=2");
    }
}
