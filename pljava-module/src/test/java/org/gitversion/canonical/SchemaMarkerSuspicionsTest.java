package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaMarkerSuspicionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECUTE 'select * from public.t'",
                "EXECUTE format('select * from %I.t', 'public')",
                "EXECUTE 'select 1 from ' || 'PUBLIC' || '.t'",
                "EXECUTE 'select 1 from \"public\".' || t",
                "EXECUTE $q$select 'a' from public.t$q$",
                "EXECUTE 'do $x$ begin perform public.f(); end $x$'",
                "EXECUTE 'select ''public.t''::regclass'",
                "EXECUTE E'select\\n* from public.t'",
                "PERFORM set_config('search_path', 'a, public', true) ; EXECUTE 'set search_path to"
                        + " public'",
                "EXECUTE 'grant usage on schema public to x'",
                "PERFORM nextval('public.s')",
            })
    void stringsThatNameTheSchema(String body) {
        assertThat(SchemaMarker.suspicions(body, "public")).isNotEmpty();
        assertThat(SchemaMarker.mark(body, "public")).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM public.t",
                "RAISE NOTICE 'not for the public eye'",
                "EXECUTE 'select * from other.t'",
                "-- EXECUTE 'select * from public.t'\nSELECT 1",
                "EXECUTE 'select * from \"PUBLIC\".t'",
                "SELECT 'republic.t', 'x.public.t'",
                "SELECT public.id FROM public.t public",
            })
    void whatIsKnownIsNotReported(String body) {
        assertThat(SchemaMarker.suspicions(body, "public")).isEmpty();
    }

    @Test
    void theLineAndTheTextAreNamed() {
        assertThat(SchemaMarker.suspicions("BEGIN\n  EXECUTE 'drop table shop.t';\nEND", "shop"))
                .containsExactly("line 2: a string names the schema: 'drop table shop.t'");
    }

    @Test
    void whatMayBeEitherIsReportedAndLeft() {
        List<String> found =
                SchemaMarker.suspicions("SELECT shop.a.b FROM shop.a", "shop", Set.of("shop"));
        assertThat(found)
                .containsExactly(
                        "line 1: may be the schema or something else of that name: shop.a");
    }

    @Test
    void textThatCannotBeReadIsReported() {
        assertThat(SchemaMarker.suspicions("SELECT 1;\nSELECT 'open", "shop"))
                .containsExactly("line 2: cannot be read from here on: 'open");
    }
}
