-- Who made objects what they are.
CREATE FUNCTION gitversion_internal.blame(p_commit_id integer, p_path text)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.HistoryFunctions.blame(int,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.blame(integer, text) IS
    'the commits of the rows of blame as JSON; internal';

CREATE FUNCTION gitversion.blame(p_path text, p_revision text DEFAULT NULL)
RETURNS TABLE (path text, commit_id integer, hash text, author text, committed_at timestamptz,
    message text, "by" text, statement text)
LANGUAGE plpgsql AS $$
DECLARE
    v_parts jsonb := gitversion_internal.blame(gitversion_internal.tip(p_revision), p_path);
BEGIN
    RETURN QUERY
        SELECT b.path, b.commit_id, pg_catalog.left(c.commit_hash, 12), c.author, c.committed_at,
            c.message, e.executed_by, e.statement
        FROM ROWS FROM (pg_catalog.jsonb_to_recordset(v_parts) AS (
                path text, commit_id integer, path_then text, unit_then text, is_new boolean))
            WITH ORDINALITY AS b (path, commit_id, path_then, unit_then, is_new, n)
        JOIN gitversion.commits c ON c.id = b.commit_id
        LEFT JOIN LATERAL (
            SELECT d.executed_by, d.statement
            FROM gitversion.ddl_events d
            WHERE d.commit_id = b.commit_id
              AND (d.path IN (b.path_then, b.unit_then)
                   -- Statements before the object was renamed in the same commit.
                   OR d.objsubid = 0 AND EXISTS (
                       SELECT FROM gitversion.ddl_events o
                       WHERE o.commit_id = b.commit_id AND o.path = b.unit_then
                         AND o.objid = d.objid AND o.classid = d.classid))
            ORDER BY (b.is_new AND b.path_then = b.unit_then OR d.path = b.path_then) DESC NULLS LAST,
                CASE WHEN b.is_new THEN d.id END, d.id DESC
            LIMIT 1) e ON true
        ORDER BY b.n;
END
$$;
COMMENT ON FUNCTION gitversion.blame(text, text) IS
    'for an object and each of its parts the commit that made it what it is in a revision, and who '
    'did that by which statement; followed through renames and merges';
