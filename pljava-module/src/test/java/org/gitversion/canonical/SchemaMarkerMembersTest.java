package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extensions have members in the root's schema {@code public}; {@code x} is a branch. */
class SchemaMarkerMembersTest {
    private static final OwnSchema ROOT =
            new OwnSchema("public", null, Set.of("similarity", "citext", "%", "Odd"));
    private static final OwnSchema BRANCH = new OwnSchema("x", "public", Set.of());

    @Test
    void theQualifierOfAMemberStaysAndThatOfAnOwnObjectDoesNot() {
        String body =
                "DECLARE a public.citext; b public.mine; BEGIN a := public.similarity(x) ||"
                        + " PUBLIC.\"Odd\"(1) || public.f(a OPERATOR(public.%) b"
                        + " OPERATOR(public.<) c); END";
        String canonical = SchemaMarker.mark(body, ROOT);
        assertThat(SchemaMarker.unmark(canonical, BRANCH))
                .isEqualTo(
                        "DECLARE a public.citext; b x.mine; BEGIN a := public.similarity(x) ||"
                                + " PUBLIC.\"Odd\"(1) || x.f(a OPERATOR(public.%) b"
                                + " OPERATOR(x.<) c); END");
        assertThat(SchemaMarker.mark(SchemaMarker.unmark(canonical, BRANCH), BRANCH))
                .isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search_path=public | search_path=x, public",
                "search_path=public, pg_temp | search_path=x, public, pg_temp",
                "search_path=pg_catalog, public | search_path=pg_catalog, x, public",
                "search_path=pg_catalog | search_path=pg_catalog",
                "default_text_search_config=public.german | default_text_search_config=x.german",
            })
    void aSettingOfTheRootFindsMembersInABranchToo(String root, String branch) {
        String canonical = SchemaMarker.markSetting(root, ROOT);
        assertThat(SchemaMarker.unmark(canonical, BRANCH)).isEqualTo(branch);
        assertThat(SchemaMarker.markSetting(branch, BRANCH)).isEqualTo(canonical);
        assertThat(SchemaMarker.unmark(canonical, ROOT)).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET search_path = public; a | SET search_path = x, public; a",
                "SET LOCAL search_path TO public, b | SET LOCAL search_path TO x, public, b",
                "SET search_path = b, public | SET search_path = b, x, public",
                "DROP TABLE public.a; COMMENT ON SCHEMA public IS 'to'"
                        + " | DROP TABLE x.a; COMMENT ON SCHEMA x IS 'to'",
                "GRANT USAGE ON SCHEMA public TO b | GRANT USAGE ON SCHEMA x TO b",
            })
    void aStatementInABodyFindsMembersInABranchToo(String root, String branch) {
        String canonical = SchemaMarker.mark(root, ROOT);
        assertThat(SchemaMarker.unmark(canonical, BRANCH)).isEqualTo(branch);
        assertThat(SchemaMarker.mark(branch, BRANCH)).isEqualTo(canonical);
    }

    @Test
    void theSchemaOfTheExtensionsIsNamedWhereItDoesNotFollow() {
        assertThat(SchemaMarker.markSetting("search_path=public, x", BRANCH))
                .isEqualTo("search_path=public, " + SchemaMarker.OWN_SCHEMA);
        assertThat(SchemaMarker.markSetting("search_path=x", BRANCH))
                .isEqualTo(SchemaMarker.markSetting("search_path=x, public", BRANCH));
    }
}
