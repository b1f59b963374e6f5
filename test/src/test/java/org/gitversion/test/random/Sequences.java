package org.gitversion.test.random;

import java.util.List;
import java.util.Map;

/** Sequences, by themselves and of columns. */
final class Sequences {
    /** Words that stand for one of several templates. */
    static final Map<String, List<String>> LISTS =
            Map.of(
                    "options",
                    List.of(
                            "INCREMENT BY 3",
                            "INCREMENT -1",
                            "MINVALUE -5 MAXVALUE 5000 START 7 CYCLE",
                            "CACHE 9",
                            "AS bigint",
                            "AS smallint NO CYCLE",
                            "NO CYCLE",
                            "START 12 MINVALUE 3"));

    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE SEQUENCE {name} {options}",
                            "CREATE {|UNLOGGED }SEQUENCE {name} OWNED BY {rel:r}.{column}",
                            "CREATE TABLE {name} (k {serial|integer DEFAULT"
                                    + " nextval({sequence_literal}) + 1})"),
                    List.of(
                            "ALTER SEQUENCE {rel:S} {options}",
                            "ALTER SEQUENCE {rel:S} RENAME TO {name}",
                            "ALTER SEQUENCE {s=rel:S} OWNED BY {NONE|{rel:r}.{column}}",
                            "DROP SEQUENCE {rel:S}{| CASCADE}"));

    private Sequences() {}
}
