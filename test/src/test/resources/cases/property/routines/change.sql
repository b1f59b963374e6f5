ALTER FUNCTION f(int, text) STRICT STABLE PARALLEL SAFE COST 7 LEAKPROOF SECURITY DEFINER; ALTER FUNCTION f(int, text) SET work_mem = '3MB';
ALTER FUNCTION g() SET search_path = pg_temp;
CREATE OR REPLACE FUNCTION body(a int) RETURNS int BEGIN ATOMIC SELECT count(*) FROM t; SELECT a; END;
ALTER FUNCTION rowsf ROWS 44;
CREATE FUNCTION outs(a int, OUT b int, OUT c text) RETURNS record LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION tab(anyelement) RETURNS TABLE (x anyelement, "Y y" int) LANGUAGE sql AS 'SELECT $1, 2';
CREATE FUNCTION poly(anycompatible, anycompatiblearray) RETURNS anycompatible LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION win(int) RETURNS int8 WINDOW LANGUAGE internal AS 'window_row_number';
CREATE FUNCTION sup(int, int) RETURNS SETOF int LANGUAGE internal IMMUTABLE STRICT SUPPORT generate_series_int4_support AS 'generate_series_int4';
CREATE OR REPLACE PROCEDURE pr(INOUT x int) LANGUAGE plpgsql AS 'BEGIN x := 3; END'; ALTER PROCEDURE pr SECURITY DEFINER;
DROP AGGREGATE ag(int);
CREATE AGGREGATE ag(int) (SFUNC = acc, STYPE = int, INITCOND = '7', PARALLEL = safe, COMBINEFUNC = acc, SSPACE = 9,
  MSFUNC = acc, MINVFUNC = acc, MSTYPE = int, MINITCOND = '1', SORTOP = <);
CREATE AGGREGATE osa(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
  FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = read_write);
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC; COMMENT ON FUNCTION f IS 'a function'; COMMENT ON AGGREGATE ag(int) IS 'an aggregate';
