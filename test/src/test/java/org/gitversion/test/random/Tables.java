package org.gitversion.test.random;

import java.util.List;
import java.util.Map;

/** Tables and their columns. */
final class Tables {
    /** Words that stand for one of several templates. */
    static final Map<String, List<String>> LISTS =
            Map.of(
                    "definition",
                    List.of(
                            "{type}",
                            "{type}",
                            "{type}",
                            "{type}",
                            "{type}",
                            "{serial|bigserial|smallserial}",
                            "{integer|bigint|smallint} GENERATED {ALWAYS|BY DEFAULT} AS IDENTITY{||"
                                + " (START 5 INCREMENT -2 MINVALUE -90 MAXVALUE 9 CACHE 3 CYCLE)|"
                                + " (SEQUENCE NAME {name})}",
                            "text GENERATED ALWAYS AS ({upper(k::text)|k::text COLLATE \"C\"})"
                                    + " STORED",
                            "integer GENERATED ALWAYS AS ({int_function}(k)) STORED",
                            "integer DEFAULT {int} NOT NULL",
                            "text DEFAULT {lower('ABC'::text)|E'a\\nb'|'it''s'|NULL|current_user}",
                            "timestamptz DEFAULT now() NOT NULL",
                            "varchar({int}) CHECK (length('x') = 1)",
                            "bigint DEFAULT nextval({sequence_literal})",
                            "integer DEFAULT {int_function}({int})",
                            "text COMPRESSION pglz",
                            "text COLLATE {\"C\"|\"POSIX\"|{collation}}"),
                    "type",
                    List.of(
                            "integer",
                            "bigint",
                            "smallint",
                            "text",
                            "varchar(40)",
                            "character(3)",
                            "\"char\"",
                            "numeric(10,2)",
                            "numeric",
                            "boolean",
                            "timestamp with time zone",
                            "timestamp(3)",
                            "date",
                            "time(2) with time zone",
                            "jsonb",
                            "text[]",
                            "varchar(9)[]",
                            "double precision",
                            "bytea",
                            "interval(3)",
                            "interval day to second",
                            "uuid",
                            "bit varying(7)",
                            "point",
                            "int4range",
                            "xml",
                            "name",
                            "regclass",
                            "tsvector",
                            "{own_type}{||[]}",
                            "{own_type}{||[]}",
                            "{own_type}{||[]}",
                            "{row_type}{|[]}"),
                    "columns",
                    List.of(
                            "",
                            "c0 {definition}, ",
                            "c0 {definition}, c1 {definition}, ",
                            "c0 {definition}, {name} {definition}, c2 {definition}, ",
                            "{name} {definition}, {name} {definition}, c2 {definition}, c3"
                                    + " {definition}, "));

    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE {|||UNLOGGED }TABLE {name} ({columns}k integer {PRIMARY"
                                    + " KEY|UNIQUE||NOT NULL}){|||| WITH (fillfactor=70,"
                                    + " autovacuum_enabled=off, toast.autovacuum_enabled=off)|"
                                    + " TABLESPACE random_space| USING heap}",
                            "CREATE TABLE {name} ({columns}k integer, CONSTRAINT {name} PRIMARY KEY"
                                    + " (k) {|DEFERRABLE INITIALLY DEFERRED})",
                            "CREATE TABLE {name} (k integer, {columns}CONSTRAINT {name} CHECK (k >"
                                    + " {int} OR k IS NULL))",
                            "CREATE TABLE {name} ({columns}k bigint, d text, e date); ALTER TABLE"
                                    + " {table} ADD COLUMN {name} {definition}",
                            "CREATE TABLE {name} (LIKE {table} INCLUDING ALL)",
                            "CREATE TABLE {name} (LIKE {table} INCLUDING DEFAULTS INCLUDING"
                                    + " GENERATED)",
                            "CREATE TABLE {name} OF {composite}{| (PRIMARY KEY (k))| (k WITH"
                                    + " OPTIONS DEFAULT 7 NOT NULL)}",
                            "CREATE TABLE {name} ()"),
                    List.of(
                            "ALTER TABLE {table} ADD COLUMN {name} {definition}",
                            "ALTER TABLE {table} ADD COLUMN {name} {definition}",
                            "ALTER TABLE {table} DROP COLUMN {column}{| CASCADE}",
                            "ALTER TABLE {table} DROP COLUMN {column}{| CASCADE}",
                            "ALTER TABLE {table} RENAME COLUMN {column} TO {name}",
                            "ALTER TABLE {table} RENAME TO {name}",
                            "ALTER TABLE {table} ALTER COLUMN {column} {SET|DROP} NOT NULL",
                            "ALTER TABLE {table} ALTER COLUMN {column} {SET DEFAULT NULL|DROP"
                                    + " DEFAULT|SET DEFAULT '1'|SET DEFAULT"
                                    + " nextval({sequence_literal})}",
                            "ALTER TABLE {table} ALTER COLUMN {column} TYPE {{type}|text USING"
                                    + " NULL|varchar({int})|text COLLATE \"C\"|bigint}",
                            "ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {int}",
                            "ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE"
                                    + " {EXTERNAL|MAIN|PLAIN|EXTENDED}",
                            "ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION"
                                    + " {pglz|default}",
                            "ALTER TABLE {table} ALTER COLUMN {column} SET (n_distinct={int},"
                                    + " n_distinct_inherited=-0.5)",
                            "ALTER TABLE {table} ALTER COLUMN {column} RESET (n_distinct)",
                            "ALTER TABLE {table} ALTER COLUMN {column} {DROP IDENTITY IF"
                                    + " EXISTS|DROP EXPRESSION IF EXISTS|ADD GENERATED ALWAYS AS"
                                    + " IDENTITY|SET GENERATED BY DEFAULT SET INCREMENT 4}",
                            "ALTER TABLE {table} {SET (fillfactor={5|6|7|8}{0|1|2})|RESET"
                                    + " (fillfactor)|SET (user_catalog_table=true,"
                                    + " toast.vacuum_truncate=off)}",
                            "ALTER TABLE {table} SET {UNLOGGED|LOGGED|TABLESPACE"
                                    + " random_space|TABLESPACE pg_default|ACCESS METHOD heap}",
                            "ALTER TABLE {table} REPLICA IDENTITY {FULL|DEFAULT|NOTHING}",
                            "ALTER TABLE {table} REPLICA IDENTITY USING INDEX {rel:i}",
                            "ALTER TABLE {table} {CLUSTER ON {rel:i}|SET WITHOUT CLUSTER}",
                            "ALTER TABLE {table} {ENABLE|FORCE|DISABLE|NO FORCE} ROW LEVEL"
                                    + " SECURITY",
                            "ALTER TABLE {table} {OF {composite}|NOT OF}",
                            "DROP TABLE {table}{| CASCADE}"));

    private Tables() {}
}
