package org.gitversion.test.random;

import java.util.List;

/** Operators, operator classes and families, casts, collations and conversions. */
final class Operators {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE OPERATOR {operator_name} (FUNCTION = {int4pl|int4mul}, LEFTARG"
                                    + " = int4, RIGHTARG = int4{|, COMMUTATOR = {operator_name}})",
                            "CREATE OPERATOR {operator_name} (FUNCTION = int4eq, LEFTARG = int4,"
                                + " RIGHTARG = int4{|, HASHES, MERGES}{|, RESTRICT = eqsel, JOIN ="
                                + " eqjoinsel}{|, NEGATOR = {operator_name}})",
                            "CREATE OPERATOR {operator_name} (FUNCTION = {int_function}, RIGHTARG ="
                                    + " int4)",
                            "CREATE OPERATOR {operator_name} (FUNCTION = {bool_function}, RIGHTARG"
                                    + " = int4)",
                            "CREATE OPERATOR FAMILY {name} USING {btree|hash|gist|gin}",
                            "CREATE OPERATOR CLASS {name} FOR TYPE int4 USING btree {|FAMILY"
                                + " {btree_family}} AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =,"
                                + " OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4)",
                            "CREATE OPERATOR CLASS {name} FOR TYPE int8 USING hash AS OPERATOR 1 =,"
                                    + " FUNCTION 1 hashint8(int8)",
                            "CREATE OPERATOR CLASS {name} DEFAULT FOR TYPE {enum} USING hash AS"
                                + " OPERATOR 1 =(anyenum, anyenum), FUNCTION 1 hashenum(anyenum)",
                            "CREATE INDEX {name} ON {rel:r} (k {btree_class})",
                            "ALTER OPERATOR FAMILY {btree_family} USING btree ADD OPERATOR 1 <"
                                + " (int4, int8), FUNCTION 1 (int4, int8) btint48cmp(int4, int8)",
                            "CREATE CAST ({own_type} AS {integer|text|bytea}) WITH INOUT{| AS"
                                    + " ASSIGNMENT| AS IMPLICIT}",
                            "CREATE FUNCTION {f=name}({t=composite}) RETURNS integer IMMUTABLE"
                                    + " RETURN 1; CREATE CAST ({=t} AS integer) WITH FUNCTION"
                                    + " {=f}({=t}){| AS IMPLICIT}",
                            "CREATE COLLATION {name} ({LOCALE = 'C'|LC_COLLATE = 'C', LC_CTYPE ="
                                + " 'POSIX'|PROVIDER = icu, LOCALE = 'de-u-co-phonebk'|PROVIDER ="
                                + " icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false})",
                            "CREATE COLLATION {name} FROM \"C\"",
                            "CREATE {|DEFAULT }CONVERSION {name} FOR 'UTF8' TO 'LATIN1' FROM"
                                    + " utf8_to_iso8859_1",
                            "CREATE VIEW {name} AS SELECT 1 {operator} 2 AS x",
                            "CREATE TABLE {name} (k integer CHECK ((k {operator} 3)::text <> 'x'),"
                                    + " t text COLLATE {collation})"),
                    List.of(
                            "ALTER COLLATION {collation} RENAME TO {name}",
                            "ALTER OPERATOR FAMILY {btree_family} USING btree RENAME TO {name}",
                            "ALTER OPERATOR CLASS {btree_class} USING btree RENAME TO {name}",
                            "ALTER OPERATOR {operator} (int4, int4) SET (RESTRICT = {NONE|eqsel},"
                                    + " JOIN = NONE)",
                            "DROP OPERATOR {operator} (int4, int4){| CASCADE}",
                            "DROP OPERATOR CLASS {btree_class} USING btree{| CASCADE}",
                            "DROP COLLATION {collation}"));

    private Operators() {}
}
