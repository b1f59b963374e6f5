-- The way from one state to another, and objects as DDL.
CREATE FUNCTION gitversion_internal.conversions(p_using jsonb, p_move_data boolean)
RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE
        WHEN p_move_data IS NOT FALSE THEN (coalesce(p_using, '{}') || pg_catalog.jsonb_build_object('p_move_data', p_move_data))::text
        ELSE p_using::text
    END;
END;
COMMENT ON FUNCTION gitversion_internal.conversions(jsonb, boolean) IS
    'what may be done with values and rows, as one text: p_using, and whether p_move_data; internal';

CREATE FUNCTION gitversion_internal.plan(p_from text, p_to text, p_using text, p_session_branch text, p_online boolean)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ReplayFunctions.plan(java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.plan(text, text, text, text, boolean) IS
    'the rows of plan as JSON, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.plan(
    p_from text, p_to text, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_online boolean DEFAULT false)
RETURNS TABLE (step integer, statement text, object text, lock_mode text, rewrites_table boolean,
    scans_table boolean, may_lose_data boolean, reason text, transactional boolean)
LANGUAGE plpgsql AS $$
DECLARE
    v_steps pg_catalog.jsonb := gitversion_internal.plan(
        p_from, p_to, gitversion_internal.conversions(p_using, p_move_data), gitversion.current_branch(), p_online);
BEGIN
    RETURN QUERY
        SELECT r.step, r.statement, r.path, r.lock_mode, r.rewrites_table, r.scans_table, r.may_lose_data, r.reason,
            r.transactional
        FROM pg_catalog.jsonb_to_recordset(v_steps) AS r (
            step integer, path pg_catalog.text, statement pg_catalog.text, lock_mode pg_catalog.text, rewrites_table boolean,
            scans_table boolean, may_lose_data boolean, reason pg_catalog.text, transactional boolean);
END
$$;
COMMENT ON FUNCTION gitversion.plan(text, text, jsonb, boolean, boolean) IS
    'the statements that turn the state of one revision into that of another, in executable order; '
    'they are really executed, on a schema without rows, and rolled back; p_using and p_move_data: as of merge_branches; '
    'p_online: for running outside of one transaction, beside applications; what is not transactional is executed by itself';

CREATE FUNCTION gitversion_internal.get_object_ddl(p_schema text, p_name text, p_kind text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.objectDdl(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.get_object_ddl(text, text, text) IS 'get_object_ddl; internal';

CREATE FUNCTION gitversion.get_object_ddl(p_schema text, p_name text, p_kind "char")
RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.get_object_ddl(p_schema, p_name, p_kind::text);
END;
COMMENT ON FUNCTION gitversion.get_object_ddl(text, text, "char") IS
    'the canonical DDL of a relation of a live schema, with its parts; the kind is its relkind';
