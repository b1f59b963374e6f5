package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaMarkerListTest {
    private static final String NAME = "\uE000\uE002";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "public, pg_temp | #, pg_temp",
                "\"public\",pg_catalog | #, pg_catalog",
                "PUBLIC | #",
                "\"my schema\", public | \"my schema\", #",
                "\"PUBLIC\" | \"PUBLIC\"",
                "\"$user\", public | \"$user\", #",
                "\"a,public\" | \"a,public\"",
                "\"\" | \"\"",
                "public, , a | public, , a",
                "\"public | \"public",
            })
    void entriesThatNameTheSchemaAreMarked(String value, String expected) {
        assertThat(SchemaMarker.markList(value, OwnSchema.of("public")))
                .isEqualTo(expected.replace("#", NAME));
    }

    @Test
    void anEmptyPathStaysEmpty() {
        assertThat(SchemaMarker.markList("", OwnSchema.of("public"))).isEmpty();
    }

    @Test
    void theTextForASchemaQuotesItsName() {
        String canonical = SchemaMarker.markList("public, pg_temp", OwnSchema.of("public"));
        assertThat(SchemaMarker.unmarkList(canonical, "A, \"b\""))
                .isEqualTo("\"A, \"\"b\"\"\", pg_temp");
        assertThat(
                        SchemaMarker.markList(
                                SchemaMarker.unmarkList(canonical, "A, \"b\""),
                                OwnSchema.of("A, \"b\"")))
                .isEqualTo(canonical);
        assertThat(SchemaMarker.strip(canonical)).isEqualTo("\"$branch\", pg_temp");
    }

    @Test
    void settingsThatNameSchemas() {
        assertThat(SchemaMarker.markSetting("search_path=a, public", OwnSchema.of("public")))
                .isEqualTo("search_path=a, " + NAME);
        assertThat(
                        SchemaMarker.markSetting(
                                "default_text_search_config=public.german", OwnSchema.of("public")))
                .isEqualTo("default_text_search_config=\uE000\uE001german");
        assertThat(SchemaMarker.markSetting("application_name=public", OwnSchema.of("public")))
                .isEqualTo("application_name=public");
    }
}
