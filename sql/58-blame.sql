-- Who made objects what they are.
CREATE FUNCTION gitversion_internal.blame(p_commit_id integer, p_path text)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.HistoryFunctions.blame(int,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.blame(integer, text) IS
    'the commits of the rows of blame as JSON; internal';

CREATE FUNCTION gitversion.blame(p_path text, p_revision text DEFAULT NULL)
RETURNS TABLE (path text, commit_id integer, hash text, author text, committed_at timestamptz,
    message text, "by" text, statement text)
LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE
    v_parts pg_catalog.jsonb := gitversion_internal.blame(gitversion_internal.tip(p_revision), p_path);
BEGIN
    RETURN QUERY
        WITH part AS MATERIALIZED (
            SELECT b.* FROM ROWS FROM (pg_catalog.jsonb_to_recordset(v_parts) AS (
                    path pg_catalog.text, commit_id integer, path_then pg_catalog.text, unit_then pg_catalog.text, is_new boolean))
                WITH ORDINALITY AS b (path, commit_id, path_then, unit_then, is_new, n)
        ), event AS MATERIALIZED (
            SELECT d.* FROM gitversion.ddl_events d WHERE d.commit_id OPERATOR(pg_catalog.=) ANY (SELECT p.commit_id FROM part p)
        ), said AS (
            SELECT p.n, d.id FROM part p JOIN event d ON d.commit_id OPERATOR(pg_catalog.=) p.commit_id AND d.path OPERATOR(pg_catalog.=) p.path_then
            UNION
            SELECT p.n, d.id FROM part p JOIN event d ON d.commit_id OPERATOR(pg_catalog.=) p.commit_id AND d.path OPERATOR(pg_catalog.=) p.unit_then
            UNION
            -- Statements before the object was renamed in the same commit.
            SELECT p.n, d.id
            FROM part p JOIN event o ON o.commit_id OPERATOR(pg_catalog.=) p.commit_id AND o.path OPERATOR(pg_catalog.=) p.unit_then
            JOIN event d ON d.commit_id OPERATOR(pg_catalog.=) o.commit_id AND d.objid OPERATOR(pg_catalog.=) o.objid AND d.classid OPERATOR(pg_catalog.=) o.classid
                AND d.objsubid OPERATOR(pg_catalog.=) 0
        ), first AS (
            SELECT DISTINCT ON (p.n) p.n, d.executed_by, d.statement
            FROM said s JOIN part p ON p.n OPERATOR(pg_catalog.=) s.n JOIN event d ON d.id OPERATOR(pg_catalog.=) s.id
            ORDER BY p.n, (p.is_new AND p.path_then OPERATOR(pg_catalog.=) p.unit_then OR d.path OPERATOR(pg_catalog.=) p.path_then)
                DESC NULLS LAST, CASE WHEN p.is_new THEN d.id END, d.id DESC
        )
        SELECT p.path, p.commit_id, pg_catalog.left(c.commit_hash, 12), c.author, c.committed_at,
            c.message, f.executed_by, f.statement
        FROM part p JOIN gitversion.commits c ON c.id OPERATOR(pg_catalog.=) p.commit_id LEFT JOIN first f ON f.n OPERATOR(pg_catalog.=) p.n
        ORDER BY p.n;
END
$$;
COMMENT ON FUNCTION gitversion.blame(text, text) IS
    'for an object and each of its parts the commit that made it what it is in a revision, and who '
    'did that by which statement; followed through renames and merges';
