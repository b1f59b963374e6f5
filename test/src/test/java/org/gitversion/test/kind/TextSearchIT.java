package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Text search parsers, templates, dictionaries and configurations. */
class TextSearchIT {
    private static final String SCRIPT =
            """
            CREATE FUNCTION "my Start"(internal, int) RETURNS internal LANGUAGE internal
                AS 'prsd_start';
            CREATE FUNCTION lex(internal, internal, internal, internal) RETURNS internal
                LANGUAGE internal AS 'dsimple_lexize';
            CREATE TEXT SEARCH PARSER p (START = "my Start", GETTOKEN = prsd_nexttoken,
                END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
            CREATE TEXT SEARCH PARSER "less/%" (START = prsd_start, GETTOKEN = prsd_nexttoken,
                END = prsd_end, LEXTYPES = prsd_lextype);
            CREATE TEXT SEARCH TEMPLATE t (INIT = dsimple_init, LEXIZE = lex);
            CREATE TEXT SEARCH TEMPLATE "bare ""t" (LEXIZE = lex);
            CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = t, StopWords = 'english', Accept = false);
            CREATE TEXT SEARCH DICTIONARY "Sno w/%" (TEMPLATE = snowball, language = german,
                stopwords = 'german');
            CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = "bare ""t");
            CREATE TEXT SEARCH CONFIGURATION c (PARSER = p);
            ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR asciiword, word
                WITH "Sno w/%", english_stem, d;
            ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR "int", file WITH plain;
            CREATE TEXT SEARCH CONFIGURATION "copy /%" (COPY = english);
            COMMENT ON TEXT SEARCH PARSER p IS 'parser';
            COMMENT ON TEXT SEARCH TEMPLATE t IS 'template';
            COMMENT ON TEXT SEARCH DICTIONARY d IS 'dictionary';
            COMMENT ON TEXT SEARCH CONFIGURATION c IS 'configuration';
            ALTER TEXT SEARCH DICTIONARY d OWNER TO kind_reader;
            ALTER TEXT SEARCH CONFIGURATION c OWNER TO "Kind ""Writer";
            CREATE TABLE docs (body text,
                words tsvector GENERATED ALWAYS AS (to_tsvector('c', body)) STORED);
            CREATE INDEX i ON docs USING gin (to_tsvector('"copy /%"', body));
            CREATE VIEW v AS SELECT ts_lexize('d', body) FROM docs;
            """;

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(SCRIPT);
    }

    @Test
    void mappingsAndOptionsChangeInPlace() throws SQLException {
        try (Lab lab = Lab.of(SCRIPT)) {
            assertThat(
                            lab.merge(
                                    "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word WITH"
                                        + " simple; ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING"
                                        + " FOR url WITH d, plain; ALTER TEXT SEARCH CONFIGURATION"
                                        + " c DROP MAPPING FOR file"))
                    .containsExactly(
                            "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR url WITH d, plain",
                            "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word WITH simple",
                            "ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING FOR file");
            assertThat(
                            lab.merge(
                                    "ALTER TEXT SEARCH DICTIONARY d (StopWords, Accept = true);"
                                            + "ALTER TEXT SEARCH DICTIONARY \"Sno w/%\" (language ="
                                            + " english)"))
                    .containsExactly(
                            "ALTER TEXT SEARCH DICTIONARY \"Sno w/%\" (stopwords = 'german',"
                                    + " language = 'english')",
                            "ALTER TEXT SEARCH DICTIONARY d (stopwords, accept = 'true')");
        }
    }

    @Test
    void theRestIsRebuiltWithWhatUsesIt() throws SQLException {
        try (Lab lab = Lab.of(SCRIPT)) {
            assertThat(
                            lab.merge(
                                    "ALTER TABLE docs DROP words; DROP TEXT SEARCH CONFIGURATION c;"
                                        + " DROP TEXT SEARCH PARSER p; CREATE TEXT SEARCH PARSER p"
                                        + " (START = prsd_start, GETTOKEN = prsd_nexttoken, END ="
                                        + " prsd_end, LEXTYPES = prsd_lextype); CREATE TEXT SEARCH"
                                        + " CONFIGURATION c (PARSER = p)"))
                    .contains("DROP TEXT SEARCH CONFIGURATION c", "DROP TEXT SEARCH PARSER p");
            assertThat(
                            lab.merge(
                                    "ALTER TEXT SEARCH TEMPLATE t RENAME TO \"T\"; ALTER TEXT"
                                        + " SEARCH PARSER p RENAME TO \"P /%\"; ALTER TEXT SEARCH"
                                        + " DICTIONARY d RENAME TO \"D\"; ALTER TEXT SEARCH"
                                        + " CONFIGURATION \"copy /%\" RENAME TO \"C /%\""))
                    .containsExactlyInAnyOrder(
                            "ALTER TEXT SEARCH TEMPLATE t RENAME TO \"T\"",
                            "ALTER TEXT SEARCH PARSER p RENAME TO \"P /%\"",
                            "ALTER TEXT SEARCH DICTIONARY d RENAME TO \"D\"",
                            "ALTER TEXT SEARCH CONFIGURATION \"copy /%\" RENAME TO \"C /%\"");
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP TEXT SEARCH DICTIONARY \"D\"; DROP TEXT"
                                        + " SEARCH TEMPLATE \"T\"; DROP TEXT SEARCH CONFIGURATION"
                                        + " c; DROP TEXT SEARCH PARSER \"P /%\""))
                    .hasSize(5);
        }
    }

    @Test
    void mappingsOfBothSidesAreMergedByToken() throws SQLException {
        try (Lab lab = Lab.of("CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);")) {
            lab.database().value("SELECT gitversion.create_branch('other', 'main')");
            lab.run(
                    "SELECT gitversion.use_branch('main'); ALTER TEXT SEARCH CONFIGURATION c DROP"
                            + " MAPPING FOR email; SELECT gitversion.commit('email', 'main')");
            lab.run(
                    "SELECT gitversion.use_branch('other'); ALTER TEXT SEARCH CONFIGURATION c ALTER"
                            + " MAPPING FOR word WITH german_stem; SELECT gitversion.commit('word',"
                            + " 'other')");
            lab.database().value("SELECT gitversion.merge_branches('other', 'main')");
            assertThat(lab.dump()).contains("FOR word WITH german_stem").doesNotContain("email");
        }
    }
}
