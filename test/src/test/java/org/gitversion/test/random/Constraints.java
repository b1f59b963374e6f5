package org.gitversion.test.random;

import java.util.List;

/** Constraints, indexes and extended statistics of tables. */
final class Constraints {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE {||UNIQUE }INDEX {name} ON {rel:rmp} {||USING"
                                    + " hash}({column}){|| WITH (fillfactor=60)| TABLESPACE"
                                    + " random_space}",
                            "CREATE INDEX {name} ON {rel:rmp} ({column}{| DESC| DESC NULLS LAST|"
                                + " NULLS FIRST}, {column}{| COLLATE \"C\"}){| INCLUDE (k)| WHERE"
                                + " {column} IS NOT NULL| WHERE k > {int}}",
                            "CREATE INDEX {name} ON {rel:rmp} ((lower({column}::text) {|COLLATE"
                                    + " \"C\"}){| text_pattern_ops}, ({int_function}(k)))",
                            "CREATE UNIQUE INDEX {name} ON {rel:rmp} (k, {column}) {|NULLS NOT"
                                    + " DISTINCT}",
                            "CREATE INDEX {name} ON {table} USING {brin (k) WITH"
                                + " (pages_per_range=7)|brin (k int4_minmax_multi_ops"
                                + " (values_per_range=16))|gin (to_tsvector('simple',"
                                + " {column}::text)) WITH (fastupdate=off)|gist ((point(k,"
                                + " k)))|spgist ((k::text)) WHERE k = 1|gist (to_tsvector('simple',"
                                + " {column}::text) tsvector_ops (siglen=100))}",
                            "CREATE INDEX {name} ON ONLY {rel:rp} ({column})",
                            "ALTER TABLE {table} ADD {|CONSTRAINT {name} }CHECK ({column} IS NOT"
                                    + " NULL){| NO INHERIT| NOT VALID}",
                            "ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({bool_function}(k)"
                                    + " AND {column}::text <> 'it''s')",
                            "ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE {|NULLS NOT DISTINCT}"
                                    + " ({column}, {column}){| INCLUDE (k)| DEFERRABLE| WITH"
                                    + " (fillfactor=50)}",
                            "ALTER TABLE {table} ADD {|CONSTRAINT {name} }FOREIGN KEY (k)"
                                    + " REFERENCES {table}{| (k)} {|MATCH FULL} {|ON DELETE"
                                    + " {CASCADE|RESTRICT|SET NULL (k)|SET DEFAULT}} {|ON UPDATE"
                                    + " {CASCADE|SET NULL}} {|DEFERRABLE|DEFERRABLE INITIALLY"
                                    + " DEFERRED|NOT VALID}",
                            "ALTER TABLE {t=table} ADD CONSTRAINT {name} FOREIGN KEY (k) REFERENCES"
                                    + " {=t}",
                            "ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING {btree (k WITH"
                                + " =)|gist ((int4range(k, k, '[]')) WITH &&) WHERE (k > 3)|hash"
                                + " ({column} WITH =) DEFERRABLE|gist (k WITH OPERATOR(public.=))}",
                            "CREATE UNIQUE INDEX {i=name} ON {t=rel:r} (k, {column}); ALTER TABLE"
                                    + " {=t} ADD CONSTRAINT {name} UNIQUE USING INDEX {=i}",
                            "CREATE STATISTICS {name}{| (ndistinct)| (mcv, dependencies)} ON k,"
                                    + " {{column}|(lower({column}::text))} FROM {table}",
                            "CREATE STATISTICS {name} ON k, {column} FROM {table}",
                            "CREATE STATISTICS {name} ON (k + 1), (k::text {|COLLATE \"C\"}) FROM"
                                    + " {rel:rpm}"),
                    List.of(
                            "{drop_constraint}{| CASCADE}",
                            "{validate_constraint}",
                            "{rename_constraint}{name}",
                            "{alter_foreign_key}{DEFERRABLE|NOT DEFERRABLE|DEFERRABLE INITIALLY"
                                    + " DEFERRED}",
                            "ALTER INDEX {rel:iI} RENAME TO {name}",
                            "ALTER INDEX {rel:iI} {SET (fillfactor={5|6|7}0)|RESET (fillfactor)|SET"
                                + " TABLESPACE random_space|ALTER COLUMN 1 SET STATISTICS {int}}",
                            "ALTER STATISTICS {statistics} {SET STATISTICS {int}|RENAME TO {name}}",
                            "DROP STATISTICS {statistics}",
                            "DROP INDEX {rel:iI}{| CASCADE}"));

    private Constraints() {}
}
