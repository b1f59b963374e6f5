-- Comparing two states.
CREATE FUNCTION gitversion_internal.diff(p_from text, p_to text, p_session_branch text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DiffFunctions.diff(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.diff(text, text, text) IS
    'diff, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.diff(p_from text DEFAULT 'HEAD', p_to text DEFAULT NULL)
RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.diff(p_from, p_to, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.diff(text, text) IS
    'unified text diff of canonical DDL between two revisions; a...b is from the merge base of both '
    'to b; one revision is compared with the live schema of the session''s branch, and so is its head '
    'when none is given';

CREATE FUNCTION gitversion_internal.lines(p_text text) RETURNS SETOF text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT l.line FROM pg_catalog.string_to_table(
        pg_catalog.regexp_replace(p_text, '\n$', ''), E'\n') WITH ORDINALITY AS l (line, n)
    WHERE p_text <> '' ORDER BY l.n;
END;
COMMENT ON FUNCTION gitversion_internal.lines(text) IS 'the lines of a text; internal';

CREATE FUNCTION gitversion.diff_lines(p_from text DEFAULT 'HEAD', p_to text DEFAULT NULL)
RETURNS SETOF text LANGUAGE sql
BEGIN ATOMIC
    SELECT l.* FROM gitversion_internal.lines(gitversion.diff(p_from, p_to)) l;
END;
COMMENT ON FUNCTION gitversion.diff_lines(text, text) IS 'diff with one row a line';

CREATE FUNCTION gitversion_internal.diff_rows(p_from text, p_to text, p_session_branch text)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DiffFunctions.rows(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.diff_rows(text, text, text) IS
    'diff_json, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.diff_json(p_from text DEFAULT 'HEAD', p_to text DEFAULT NULL)
RETURNS jsonb LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.diff_rows(p_from, p_to, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.diff_json(text, text) IS
    'diff for programs: an array with an object for each object that differs, which has the columns of '
    'compute_schema_diff, old_name (its path before, null for a new one), the numbers of lines added '
    'and removed, and its parts that differ (path, operation, old_path, slots)';

CREATE FUNCTION gitversion.diff_stat(p_from text DEFAULT 'HEAD', p_to text DEFAULT NULL)
RETURNS TABLE (path text, change gitversion.change_type, old_path text, added integer, removed integer)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.object_name, r.operation, nullif(r.old_name, r.object_name), r.added, r.removed
    FROM ROWS FROM (pg_catalog.jsonb_to_recordset(gitversion.diff_json(p_from, p_to)) AS (
            object_name text, operation gitversion.change_type, old_name text, added integer,
            removed integer))
        WITH ORDINALITY AS r (object_name, operation, old_name, added, removed, n)
    ORDER BY r.n;
END;
COMMENT ON FUNCTION gitversion.diff_stat(text, text) IS
    'diff with one row an object: what happened to it, and how many lines of its DDL came and went';

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
