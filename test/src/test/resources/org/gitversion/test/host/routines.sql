CREATE FUNCTION pg_temp.java(p_name text, p_arguments text, p_result text, p_source text)
RETURNS void LANGUAGE plpgsql AS '
BEGIN
    EXECUTE format(''CREATE FUNCTION %I(%s) RETURNS %s LANGUAGE java AS %L'', p_name, p_arguments,
                   p_result,
                   regexp_replace(p_source, ''#'', ''org.gitversion.test.host.Routines.''));
END';

SELECT pg_temp.java(name, arguments, result, source)
  FROM (VALUES
    ('same_boolean', 'bool', 'bool', '#sameBoolean'),
    ('same_int', 'int', 'int', '#sameInt'),
    ('same_integer', 'int', 'int', 'java.lang.Integer=#sameInteger(java.lang.Integer)'),
    ('same_long', 'bigint', 'bigint', '#sameLong'),
    ('same_double', 'float8', 'float8', '#sameDouble'),
    ('same_text', 'text', 'text', '#sameText'),
    ('same_varchar', 'varchar', 'varchar', '#sameText'),
    ('same_jsonb', 'jsonb', 'jsonb', '#sameText'),
    ('same_bytes', 'bytea', 'bytea', '#sameBytes'),
    ('same_texts', 'text[]', 'text[]', '#sameTexts'),
    ('nothing', '', 'void', '#nothing'),
    ('count_rows', 'int', 'SETOF text', '#count'),
    ('stream', 'text', 'SETOF text', '#stream'),
    ('next_state', '', 'int', '#next'),
    ('query', 'text', 'text', '#query'),
    ('run', 'text', 'int', '#execute'),
    ('fetch_all', 'text', 'text', '#fetch'),
    ('attempt', 'text', 'text', '#attempt'),
    ('swallow', 'text', 'text', '#swallow'),
    ('go_on', 'text', 'text', '#goOn'),
    ('leave_open', 'text, bool', 'text', '#leaveSavepointOpen'),
    ('savepoints', 'text, text, text', 'int', '#savepoints'),
    ('nest', 'int, text, bool', 'text', '#nest'),
    ('raise', 'text, text', 'text', '#raise'),
    ('fail', 'text', 'text', '#fail'),
    ('loop', 'bool', 'bigint', '#loop'),
    ('sleep', 'int', 'void', '#sleep'),
    ('query_loop', 'text, bool', 'void', '#queryLoop'),
    ('swallow_cancel', 'text', 'text', '#swallowCancel'),
    ('recurse', 'int', 'int', '#recurse'),
    ('recurse_for_ever', 'int', 'int', '#recurseForEver'),
    ('query_on_last_stack', 'text', 'text', '#queryOnLastStack'),
    ('read_across_rollback', 'text, text', 'text', '#readAcrossRollback'),
    ('keep', 'text', 'void', '#keep'),
    ('read_kept', '', 'text', '#readKept'),
    ('keep_savepoint', 'text', 'text', '#keepSavepoint'),
    ('release_kept', '', 'void', '#releaseKept'),
    ('different', 'int', 'bigint', '#differentStatements'),
    ('java_character', 'int, bool', 'text', '#character'),
    ('exhaust_memory', '', 'int', '#exhaustMemory'),
    ('java_exit', 'int', 'void', '#exit'),
    ('java_halt', 'int', 'void', '#halt'),
    ('other_thread', '', 'text', '#fromOtherThread'),
    ('print', 'text', 'void', '#print'),
    ('insert_batch', 'text, int', 'int', '#insertBatch'),
    ('sum', 'text, int', 'bigint', '#sum'),
    ('echo', 'text, text', 'text', '#echo'),
    ('nul', '', 'text', '#nul'),
    ('lone_surrogate', '', 'text', '#loneSurrogate'),
    ('classes', 'text', 'text[]', '#classes'),
    ('arrays', '', 'text', '#arrays')
  ) AS routine (name, arguments, result, source);

CREATE FUNCTION nest_plpgsql(int, text, bool) RETURNS text LANGUAGE plpgsql AS '
BEGIN
    RETURN nest($1, $2, $3);
END';

CREATE FUNCTION recurse_plpgsql(p_depth int) RETURNS int LANGUAGE plpgsql AS '
BEGIN
    RETURN CASE WHEN p_depth = 0 THEN 0 ELSE 1 + recurse_plpgsql(p_depth - 1) END;
END';

CREATE FUNCTION raise_all_fields() RETURNS text LANGUAGE plpgsql AS '
BEGIN
    RAISE EXCEPTION ''message'' USING ERRCODE = ''VC042'', DETAIL = ''detail'', HINT = ''hint'',
        TABLE = ''a table'', CONSTRAINT = ''a constraint'';
END';
