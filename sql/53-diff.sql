-- Comparing two states.
CREATE FUNCTION gitversion_internal.diff(p_from text, p_to text, p_session_branch text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DiffFunctions.diff(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.diff(text, text, text) IS
    'diff, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.diff(p_from text, p_to text DEFAULT NULL) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.diff(p_from, p_to, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.diff(text, text) IS
    'unified text diff of canonical DDL between two revisions; a...b is from the merge base of both '
    'to b; one revision is compared with the live schema of the session''s branch';

CREATE FUNCTION gitversion_internal.schema_diff(p_from_commit_id integer, p_to_commit_id integer)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DiffFunctions.schemaDiff(java.lang.Integer,java.lang.Integer)';
COMMENT ON FUNCTION gitversion_internal.schema_diff(integer, integer) IS
    'the rows of compute_schema_diff as JSON; internal';

CREATE FUNCTION gitversion.compute_schema_diff(p_from_commit_id integer, p_to_commit_id integer)
RETURNS TABLE (operation gitversion.change_type, object_type gitversion.object_type,
    object_name text, from_ddl text, to_ddl text, conflict_potential boolean)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.operation, r.object_type, r.object_name, r.from_ddl, r.to_ddl, r.conflict_potential
    FROM pg_catalog.jsonb_to_recordset(
            gitversion_internal.schema_diff(p_from_commit_id, p_to_commit_id))
        AS r (operation gitversion.change_type, object_type gitversion.object_type,
            object_name text, from_ddl text, to_ddl text, conflict_potential boolean);
END;
COMMENT ON FUNCTION gitversion.compute_schema_diff(integer, integer) IS
    'the objects that differ between two commits with their canonical DDL in both; '
    'conflict_potential: the object is in both, so that another change of it could contradict';
