package org.gitversion.test.random;

import java.util.List;

/** Enums, domains, composite, range, base and shell types. */
final class Types {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE TYPE {name} AS ENUM {('a', 'b', 'c')|('it''s', 'ü',"
                                    + " 'B')|('only')|()}",
                            "CREATE TYPE {name} AS (k {type}, {name} {type})",
                            "CREATE TYPE {name} AS (k integer, a varchar(5) COLLATE \"C\", \"B b\""
                                    + " {type})",
                            "CREATE TYPE {name} AS ()",
                            "CREATE DOMAIN {name} AS {integer CHECK (VALUE > 0)|text NOT NULL"
                                + " DEFAULT 'x'|varchar(9) COLLATE \"C\" CONSTRAINT short CHECK"
                                + " (length(VALUE) < 5)|numeric(5,1)[]|{own_type}|integer CHECK"
                                + " ({bool_function}(VALUE))|date DEFAULT now() CONSTRAINT {name}"
                                + " CHECK (VALUE > '2020-01-01')}",
                            "CREATE DOMAIN {d=name} AS text; ALTER DOMAIN {=d} ADD CONSTRAINT"
                                    + " {name} CHECK (VALUE <> 'no') NOT VALID",
                            "CREATE TYPE {name} AS RANGE (SUBTYPE = float8{|, SUBTYPE_DIFF ="
                                    + " float8mi|, MULTIRANGE_TYPE_NAME = {name}})",
                            "CREATE TYPE {name} AS RANGE (SUBTYPE = text, COLLATION = \"C\","
                                    + " SUBTYPE_OPCLASS = text_pattern_ops)",
                            "CREATE TYPE {name} AS RANGE (SUBTYPE = {own_type})",
                            "CREATE TYPE {name}",
                            "CREATE TYPE {t=name}; CREATE FUNCTION {i=name}(cstring) RETURNS {=t}"
                                + " LANGUAGE internal IMMUTABLE STRICT AS 'int4in'; CREATE FUNCTION"
                                + " {o=name}({=t}) RETURNS cstring LANGUAGE internal IMMUTABLE"
                                + " STRICT AS 'int4out'; CREATE TYPE {=t} (INPUT = {=i}, OUTPUT ="
                                + " {=o}, LIKE = int4{|, CATEGORY = 'N', DEFAULT = '7'|, DELIMITER"
                                + " = ';'})",
                            "CREATE TYPE {t=name}; CREATE FUNCTION {f=name}({=t}) RETURNS {=t}"
                                + " LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';"
                                + " CREATE TYPE {=t} AS RANGE (SUBTYPE = int, CANONICAL = {=f})"),
                    List.of(
                            "ALTER TYPE {enum} {ADD VALUE 'l{int}'|ADD VALUE 'l{int}' BEFORE"
                                + " 'b'|ADD VALUE 'l{int}' AFTER 'a'|RENAME VALUE 'a' TO 'l{int}'}",
                            "ALTER TYPE {composite} {ADD ATTRIBUTE {name} {type}|DROP ATTRIBUTE"
                                + " {k|a}|ALTER ATTRIBUTE {k|a} TYPE {type}|RENAME ATTRIBUTE {k|a}"
                                + " TO {name}}{| CASCADE}",
                            "ALTER DOMAIN {domain} {SET DEFAULT NULL|SET DEFAULT '5'|DROP"
                                + " DEFAULT|SET NOT NULL|DROP NOT NULL|ADD CONSTRAINT {name} CHECK"
                                + " (VALUE IS NOT NULL)|DROP CONSTRAINT short|RENAME CONSTRAINT"
                                + " short TO {name}}",
                            "ALTER {renamed_type} RENAME TO {name}",
                            "DROP {type_object}{| CASCADE}"));

    private Types() {}
}
