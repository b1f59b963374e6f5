package org.gitversion.test.random;

import java.util.List;

/** Partitioned tables and partitions. */
final class Partitions {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE TABLE {name} (k integer{| NOT NULL}, {columns}z text) PARTITION"
                                    + " BY {RANGE (k)|LIST (k)|HASH (k)|RANGE (k, z)|RANGE (k, z"
                                    + " COLLATE \"C\")|HASH (k, (lower(z)))|RANGE ((k + 1))|LIST (z"
                                    + " text_pattern_ops)}",
                            "CREATE TABLE {name} (k integer, z text, e date DEFAULT now())"
                                    + " PARTITION BY RANGE (k)",
                            "CREATE TABLE {t=name} ({columns}k integer PRIMARY KEY) PARTITION BY"
                                + " HASH (k); CREATE TABLE {name} PARTITION OF {=t} FOR VALUES WITH"
                                + " (MODULUS 2, REMAINDER 0); CREATE TABLE {name} PARTITION OF {=t}"
                                + " FOR VALUES WITH (MODULUS 4, REMAINDER 1){| WITH"
                                + " (fillfactor=40)}",
                            "CREATE TABLE {name} PARTITION OF {rel:p} FOR VALUES FROM ({int}) TO"
                                    + " ({1|2|3}{int}0){| PARTITION BY LIST (k)| PARTITION BY HASH"
                                    + " (k)}",
                            "CREATE TABLE {name} PARTITION OF {rel:p} FOR VALUES FROM (MINVALUE{|,"
                                    + " MINVALUE}) TO (-{int}{|, MAXVALUE|, 'it''s'})",
                            "CREATE TABLE {name} PARTITION OF {rel:p} FOR VALUES IN ({int},"
                                    + " {int}{|, NULL}){| PARTITION BY RANGE (k)}",
                            "CREATE TABLE {name} PARTITION OF {rel:p} FOR VALUES WITH (MODULUS 3,"
                                    + " REMAINDER {0|1|2})",
                            "CREATE TABLE {name} PARTITION OF {rel:p} (k {DEFAULT {int}|NOT"
                                    + " NULL|UNIQUE}, CONSTRAINT {name} CHECK (k IS NOT NULL)) {FOR"
                                    + " VALUES IN ({int})|DEFAULT|FOR VALUES FROM ({int}00) TO"
                                    + " (99999)}",
                            "CREATE TABLE {name} PARTITION OF {rel:p} DEFAULT{| PARTITION BY RANGE"
                                    + " (k)}",
                            "CREATE TABLE {t=name} (gone text, z text, e date, k integer); ALTER"
                                + " TABLE {=t} DROP gone; ALTER TABLE {rel:p} ATTACH PARTITION {=t}"
                                + " FOR VALUES FROM ({int}000) TO ({int}00000)",
                            "CREATE TABLE {t=name} (z text, k integer{| NOT NULL}); ALTER TABLE"
                                + " {rel:p} ATTACH PARTITION {=t} {DEFAULT|FOR VALUES IN"
                                + " ({int})|FOR VALUES FROM ({int}00) TO (MAXVALUE)|FOR VALUES FROM"
                                + " ({int}, 'a') TO (999, MAXVALUE)}",
                            "CREATE {|UNIQUE }INDEX {name} ON {|ONLY }{rel:p} (k)",
                            "ALTER TABLE {rel:p} ADD {|CONSTRAINT {name}} {PRIMARY KEY|UNIQUE} (k)",
                            "ALTER TABLE {rel:p} ADD {|CONSTRAINT {name}} FOREIGN KEY (k)"
                                    + " REFERENCES {table}{| ON DELETE CASCADE}",
                            "ALTER TABLE {table} ADD {|CONSTRAINT {name}} FOREIGN KEY (k)"
                                    + " REFERENCES {rel:p}",
                            "ALTER TABLE {rel:p} ADD {|CONSTRAINT {name}} CHECK (k < {int}000)",
                            "CREATE TRIGGER {name} {AFTER|BEFORE} INSERT ON {rel:p} FOR EACH ROW"
                                    + " EXECUTE FUNCTION {trigger_function}()"),
                    List.of(
                            "{detach}",
                            "{detach}",
                            "ALTER INDEX {rel:I} ATTACH PARTITION {rel:i}",
                            "ALTER TABLE {partition} ALTER k SET DEFAULT {int}",
                            "ALTER TABLE {partition} {ALTER k SET NOT NULL|ALTER k SET STATISTICS"
                                    + " {int}|SET (fillfactor=44)|ENABLE ROW LEVEL SECURITY|REPLICA"
                                    + " IDENTITY FULL}",
                            "ALTER TABLE {rel:p} ADD COLUMN {name} {definition}",
                            "ALTER TABLE {rel:p} DROP COLUMN {column}",
                            "ALTER TABLE {rel:p} RENAME COLUMN {column} TO {name}",
                            "ALTER TABLE {rel:p} ALTER {column} TYPE {type}",
                            "ALTER TABLE {|ONLY }{rel:p} ALTER {column} {SET DEFAULT '1'|SET"
                                    + " STORAGE EXTERNAL|SET STATISTICS 5|SET NOT NULL}",
                            "{partition_trigger}"));

    private Partitions() {}
}
