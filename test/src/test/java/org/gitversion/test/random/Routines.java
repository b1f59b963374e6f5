package org.gitversion.test.random;

import java.util.List;

/** Functions, procedures and aggregates. */
final class Routines {
    static final Family FAMILY =
            new Family(
                    List.of(
                            "CREATE FUNCTION {name}(integer) RETURNS integer"
                                + " {IMMUTABLE|STABLE|VOLATILE} {|LEAKPROOF} {|STRICT} {|PARALLEL"
                                + " {SAFE|RESTRICTED}} {|COST {int}} LANGUAGE sql AS {'SELECT $1 +"
                                + " 1'|$x$SELECT $1 -- it's $x$}",
                            "CREATE FUNCTION {name}(a integer{| DEFAULT 3}) RETURNS integer"
                                    + " IMMUTABLE RETURN a + {int}",
                            "CREATE FUNCTION {name}(a integer) RETURNS integer IMMUTABLE RETURN"
                                    + " {int_function}(a)",
                            "CREATE FUNCTION {name}(integer) RETURNS boolean IMMUTABLE RETURN $1 >"
                                    + " {int}",
                            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {|SECURITY"
                                    + " DEFINER} AS 'BEGIN RETURN NEW; END'",
                            "CREATE FUNCTION {name}() RETURNS {|SETOF }{r=rel:rvmf} LANGUAGE sql"
                                    + " STABLE AS 'SELECT 1' {|SET work_mem = '4MB'}",
                            "CREATE FUNCTION {name}() RETURNS SETOF {r=rel:rvm} STABLE {|ROWS"
                                    + " {int}} BEGIN ATOMIC SELECT * FROM {=r}; END",
                            "CREATE FUNCTION {name}(a {rel:rvmc}) RETURNS bigint LANGUAGE plpgsql"
                                    + " STRICT AS $$\n"
                                    + "BEGIN\n"
                                    + "    -- counts\n"
                                    + "    RETURN 1;\n"
                                    + "END\n"
                                    + "$$",
                            "CREATE FUNCTION {name}(VARIADIC a integer[]{| DEFAULT '{}'}) RETURNS"
                                    + " TABLE (x integer, \"Y y\" {type}) LANGUAGE plpgsql PARALLEL"
                                    + " SAFE ROWS 5 AS 'BEGIN RETURN; END'",
                            "CREATE FUNCTION {name}(a {type}, OUT b {type}, INOUT \"C c\" integer"
                                    + " DEFAULT {int}) LANGUAGE plpgsql SET search_path ="
                                    + " {pg_temp|pg_catalog, pg_temp} SET datestyle = 'ISO, DMY' AS"
                                    + " 'BEGIN END'",
                            "CREATE FUNCTION {name}({anyelement|anyarray|anycompatible}) RETURNS"
                                + " {anyelement|anyarray|anycompatible} LANGUAGE plpgsql AS 'BEGIN"
                                + " RETURN $1; END'",
                            "CREATE FUNCTION {name}({type}{|, {type}}) RETURNS {type} LANGUAGE"
                                    + " plpgsql {|STABLE|IMMUTABLE} AS 'BEGIN RETURN NULL; END'",
                            "CREATE FUNCTION {name}(a integer DEFAULT {int_function}(1), b text"
                                + " DEFAULT lower('X')) RETURNS text LANGUAGE sql AS $$ SELECT b"
                                + " $$",
                            "CREATE FUNCTION {name}() RETURNS bigint LANGUAGE internal WINDOW AS"
                                    + " 'window_row_number'",
                            "CREATE FUNCTION {name}(internal) RETURNS internal LANGUAGE internal AS"
                                    + " 'textlike_support'",
                            "CREATE FUNCTION {name}(text, text) RETURNS boolean LANGUAGE internal"
                                    + " IMMUTABLE SUPPORT textlike_support AS 'textlike'",
                            "CREATE PROCEDURE {name}{() LANGUAGE sql AS 'SELECT 1'|(INOUT a"
                                + " integer) LANGUAGE plpgsql AS 'BEGIN a := 1; END'|(a text) BEGIN"
                                + " ATOMIC SELECT a; END|(a {type}, VARIADIC b {type}[]) LANGUAGE"
                                + " sql SECURITY DEFINER AS ''}",
                            "CREATE AGGREGATE {name}{(integer) (SFUNC = int4pl, STYPE = integer,"
                                + " INITCOND = '0', MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE ="
                                + " integer, MINITCOND = '0')|(text) (SFUNC = textcat, STYPE ="
                                + " text, PARALLEL = SAFE)|(ORDER BY anyelement) (SFUNC ="
                                + " ordered_set_transition, STYPE = internal, FINALFUNC ="
                                + " mode_final, FINALFUNC_EXTRA)|(*) (SFUNC = int8inc, STYPE ="
                                + " int8, INITCOND = '0', COMBINEFUNC = int8pl, SSPACE ="
                                + " 8)|(anyelement) (SFUNC = array_append, STYPE = anyarray,"
                                + " INITCOND = '{}')|(integer) (SFUNC = int4larger, STYPE ="
                                + " integer, SORTOP = >)}"),
                    List.of(
                            "ALTER ROUTINE {routine} {RENAME TO {name}|SET work_mem = '8MB'|SET"
                                + " search_path = pg_catalog|RESET ALL|SECURITY"
                                + " DEFINER|IMMUTABLE|VOLATILE|COST 7|ROWS 3|STRICT|CALLED ON NULL"
                                + " INPUT|LEAKPROOF|PARALLEL SAFE|DEPENDS ON EXTENSION plpgsql}",
                            "DROP ROUTINE {routine}{| CASCADE}"));

    private Routines() {}
}
