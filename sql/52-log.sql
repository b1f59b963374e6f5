-- The history for readers.
CREATE FUNCTION gitversion_internal.ancestors(p_commit_id integer, p_limit integer)
RETURNS SETOF integer LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE ancestor (id) AS (
        SELECT p_commit_id
        UNION
        SELECT p.parent_id
        FROM ancestor a
        -- OFFSET 0 keeps the planner from joining with the whole table in every step.
        CROSS JOIN LATERAL (SELECT c.parent_id FROM gitversion.commit_parents c
                            WHERE c.commit_id = a.id OFFSET 0) p
    )
    SELECT a.id FROM ancestor a ORDER BY a.id DESC LIMIT p_limit;
END;
COMMENT ON FUNCTION gitversion_internal.ancestors(integer, integer) IS
    'a commit and its ancestors, the newest first; internal';

CREATE FUNCTION gitversion.log(
    p_revision text DEFAULT NULL, p_limit integer DEFAULT NULL, p_path text DEFAULT NULL)
RETURNS TABLE (commit_id integer, hash text, author text, committed_at timestamptz, message text,
    parents integer[])
LANGUAGE plpgsql AS $$
DECLARE
    v_tip integer := gitversion_internal.tip(p_revision);
    v_ids integer[];
BEGIN
    IF p_limit OPERATOR(pg_catalog.<) 0 THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_limit is negative',
            pg_catalog.format('%s commits cannot be shown.', p_limit),
            'Give a number of commits, or NULL for all.');
    END IF;
    v_ids := CASE WHEN p_path IS NULL THEN ARRAY(SELECT gitversion_internal.ancestors(v_tip, p_limit))
        ELSE gitversion_internal.touching(v_tip, gitversion_internal.path_at(v_tip, p_path), p_limit) END;
    RETURN QUERY
        SELECT c.id, pg_catalog.left(c.commit_hash, 12), c.author, c.committed_at, c.message,
            ARRAY(SELECT p.parent_id FROM gitversion.commit_parents p
                  WHERE p.commit_id OPERATOR(pg_catalog.=) c.id ORDER BY p.position)
        FROM gitversion.commits c
        WHERE c.id OPERATOR(pg_catalog.=) ANY (v_ids)
        ORDER BY c.id DESC;
END
$$;
COMMENT ON FUNCTION gitversion.log(text, integer, text) IS
    'the commits a revision comes from, the newest first; with a path those that changed what is '
    'there, followed through renames';

CREATE FUNCTION gitversion.reflog(p_branch_name text DEFAULT NULL)
RETURNS TABLE (entry text, commit_id integer, hash text, action text, message text, actor text,
    moved_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_name pg_catalog.text := coalesce(p_branch_name, gitversion.current_branch());
    v_id integer := gitversion_internal.branch_id(v_name);
BEGIN
    RETURN QUERY
        SELECT pg_catalog.format('%s@{%s}', v_name,
                pg_catalog.row_number() OVER (ORDER BY r.id DESC) OPERATOR(pg_catalog.-) 1),
            r.new_commit_id, pg_catalog.left(c.commit_hash, 12), r.action, r.message, r.actor,
            r.moved_at
        FROM gitversion.reflog r JOIN gitversion.commits c ON c.id OPERATOR(pg_catalog.=) r.new_commit_id
        WHERE r.branch_id OPERATOR(pg_catalog.=) v_id
        ORDER BY r.id DESC;
END
$$;
COMMENT ON FUNCTION gitversion.reflog(text) IS
    'where the head of a branch has been, the newest first; each entry is a revision';
