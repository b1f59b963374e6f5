package org.gitversion.test.random;

import java.util.List;

/** Foreign tables. */
final class ForeignTables {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE FOREIGN TABLE {name} (k integer{| OPTIONS (a '1', \"B b\""
                                + " 'it''s')}{| NOT NULL| DEFAULT 4}, {name} {type}{| OPTIONS (x"
                                + " 'y=z')}, CONSTRAINT {name} CHECK (k > 0){| NO INHERIT}) SERVER"
                                + " random_server{| OPTIONS (z '1', y '2')}",
                            "CREATE FOREIGN TABLE {name} (k integer, g integer GENERATED ALWAYS AS"
                                    + " (k * 2) STORED) SERVER random_server"),
                    List.of(
                            "ALTER FOREIGN TABLE {rel:f} {OPTIONS (ADD \"n{int}\" 'v')|OPTIONS"
                                + " (DROP y)|OPTIONS (SET z '9')|ADD COLUMN {name} {type}|ALTER k"
                                + " OPTIONS (ADD c 'd')|DROP COLUMN {column}|RENAME {column} TO"
                                + " {name}|ALTER {column} SET STATISTICS 3|RENAME TO {name}|ALTER"
                                + " {column} TYPE {type}|ALTER k SET DEFAULT 9}",
                            "CREATE TRIGGER {name} BEFORE INSERT ON {rel:f} FOR EACH ROW EXECUTE"
                                    + " FUNCTION {trigger_function}()",
                            "DROP FOREIGN TABLE {rel:f}{| CASCADE}"));

    private ForeignTables() {}
}
