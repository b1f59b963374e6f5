package org.gitversion.test.random;

import java.util.List;

/** Tables that inherit. */
final class Heirs {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE TABLE {name} ({columns}k integer{| DEFAULT 4| NOT NULL| CHECK"
                                    + " (k > 0) NO INHERIT})",
                            "CREATE TABLE {name} () INHERITS ({rel:r})",
                            "CREATE TABLE {name} ({name} {definition}) INHERITS ({rel:r})",
                            "CREATE TABLE {name} (k integer{| DEFAULT {int}| NOT NULL| PRIMARY"
                                    + " KEY}, {name} {type}) INHERITS ({rel:r})",
                            "CREATE TABLE {name} ({name} {type}) INHERITS ({rel:r}, {rel:r}){| WITH"
                                    + " (fillfactor=30)}",
                            "CREATE TABLE {t=name} (LIKE {r=rel:r} INCLUDING"
                                    + " {DEFAULTS|GENERATED|ALL}); ALTER TABLE {=t} INHERIT {=r}",
                            "CREATE TABLE {t=name} ({name} text, LIKE {r=rel:r} INCLUDING"
                                    + " CONSTRAINTS INCLUDING GENERATED); ALTER TABLE {=t} INHERIT"
                                    + " {=r}",
                            "ALTER TABLE {rel:r} ADD CONSTRAINT {name} CHECK (k <> {int}){|| NO"
                                    + " INHERIT| NOT VALID}"),
                    List.of(
                            "ALTER TABLE {rel:r} INHERIT {rel:r}",
                            "{disinherit}",
                            "ALTER TABLE {heir} ADD COLUMN {name} {definition}",
                            "ALTER TABLE {heir} ALTER {column} {SET DEFAULT '2'|DROP DEFAULT|SET"
                                    + " NOT NULL|SET STORAGE MAIN}",
                            "ALTER TABLE {|ONLY }{parent} ALTER k {SET DEFAULT 8|DROP DEFAULT|SET"
                                    + " NOT NULL|SET STATISTICS 9}",
                            "ALTER TABLE {|ONLY }{parent} ADD COLUMN {name} {definition}",
                            "ALTER TABLE {parent} DROP COLUMN {column}",
                            "ALTER TABLE {parent} RENAME COLUMN {column} TO {name}",
                            "ALTER TABLE {parent} ALTER {column} TYPE {type}",
                            "{drop_constraint}"));

    private Heirs() {}
}
