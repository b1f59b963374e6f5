package org.gitversion.test.random;

import java.util.List;

/** Text search parsers, templates, dictionaries and configurations. */
final class TextSearch {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE TEXT SEARCH PARSER {name} (START = prsd_start, GETTOKEN ="
                                    + " prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype{|,"
                                    + " HEADLINE = prsd_headline})",
                            "CREATE TEXT SEARCH TEMPLATE {name} ({|INIT = dsimple_init, }LEXIZE ="
                                    + " dsimple_lexize)",
                            "CREATE TEXT SEARCH DICTIONARY {name} (TEMPLATE = {simple, Accept ="
                                    + " false|simple, StopWords = english|snowball, Language ="
                                    + " german|synonym, SYNONYMS = synonym_sample|{ts_template}})",
                            "CREATE TEXT SEARCH CONFIGURATION {name} (PARSER ="
                                    + " {ts_parser|\"default\"})",
                            "CREATE TEXT SEARCH CONFIGURATION {name} (COPY ="
                                    + " {english|simple|{ts_config}})",
                            "ALTER TEXT SEARCH CONFIGURATION {ts_config} ADD MAPPING FOR"
                                    + " {word|email, url|\"float\"} WITH {simple|{ts_dict},"
                                    + " english_stem|{ts_dict}}",
                            "CREATE TABLE {name} (k integer, v tsvector GENERATED ALWAYS AS"
                                    + " (to_tsvector({ts_config_literal}, k::text)) STORED)",
                            "CREATE VIEW {name} AS SELECT to_tsvector({ts_config_literal}, 'x') AS"
                                    + " v"),
                    List.of(
                            "ALTER TEXT SEARCH CONFIGURATION {ts_config} {ALTER MAPPING FOR word"
                                + " WITH simple|ALTER MAPPING REPLACE simple WITH {ts_dict}|DROP"
                                + " MAPPING IF EXISTS FOR email, asciiword|RENAME TO {name}}",
                            "ALTER TEXT SEARCH DICTIONARY {ts_dict} {(StopWords)|(Accept ="
                                    + " true)|RENAME TO {name}}",
                            "ALTER TEXT SEARCH PARSER {ts_parser} RENAME TO {name}",
                            "ALTER TEXT SEARCH TEMPLATE {ts_template} RENAME TO {name}",
                            "DROP TEXT SEARCH {CONFIGURATION {ts_config}|DICTIONARY"
                                    + " {ts_dict}|PARSER {ts_parser}|TEMPLATE {ts_template}}{|"
                                    + " CASCADE}"));

    private TextSearch() {}
}
