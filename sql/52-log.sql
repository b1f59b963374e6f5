-- The history for readers; without a path it is plain SQL.
CREATE FUNCTION gitversion._log(p_commit_id integer, p_path text, p_limit integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.HistoryFunctions.log(int,java.lang.String,java.lang.Integer)';
COMMENT ON FUNCTION gitversion._log(integer, text, integer) IS
    'ids of the commits that changed what is at a path, as an array literal; internal';

CREATE FUNCTION gitversion._ancestors(p_commit_id integer, p_limit integer)
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
COMMENT ON FUNCTION gitversion._ancestors(integer, integer) IS
    'a commit and its ancestors, the newest first; internal';

CREATE FUNCTION gitversion._name_tip(p_revision text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_revision text := coalesce(p_revision, gitversion.current_branch(), 'HEAD');
    v_branch text := CASE WHEN v_revision IN ('HEAD', '@') THEN gitversion.current_branch()
        ELSE v_revision END;
    v_ids integer[];
BEGIN
    v_ids := ARRAY(SELECT b.head_commit_id FROM gitversion.branches b
        WHERE b.branch_name = v_branch AND b.is_active);
    IF v_ids = '{}' THEN
        v_ids := ARRAY(SELECT t.commit_id FROM gitversion.tags t WHERE t.tag_name = v_revision);
    END IF;
    IF v_ids = '{}' AND v_revision ~ '^[0-9a-f]{4,64}$' THEN
        v_ids := ARRAY(SELECT c.id FROM gitversion.commits c
            WHERE c.commit_hash ~>=~ v_revision AND c.commit_hash ~<=~ (v_revision || 'g') LIMIT 2);
    END IF;
    RETURN CASE WHEN pg_catalog.cardinality(v_ids) = 1 THEN v_ids[1] END;
END
$$;
COMMENT ON FUNCTION gitversion._name_tip(text) IS
    'the commit of a branch, a tag, HEAD or a hash, found without Java; null is the session''s '
    'branch; null when it takes more; internal';

CREATE FUNCTION gitversion._tip(p_revision text) RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(gitversion._name_tip(p_revision), gitversion.rev_parse(
        coalesce(p_revision, gitversion.current_branch(), 'HEAD')));
END;
COMMENT ON FUNCTION gitversion._tip(text) IS
    'the commit a revision means, without Java for what needs none; null is the session''s branch; '
    'internal';

CREATE FUNCTION gitversion.log(
    p_revision text DEFAULT NULL, p_limit integer DEFAULT NULL, p_path text DEFAULT NULL)
RETURNS TABLE (commit_id integer, hash text, author text, committed_at timestamptz, message text,
    parents integer[])
LANGUAGE plpgsql AS $$
DECLARE
    v_tip integer := gitversion._tip(p_revision);
    v_ids integer[];
BEGIN
    IF p_limit < 0 THEN
        PERFORM gitversion._raise('VC014', 'argument p_limit is negative',
            pg_catalog.format('%s commits cannot be shown.', p_limit),
            'Give a number of commits, or NULL for all.');
    END IF;
    v_ids := CASE WHEN p_path IS NULL THEN ARRAY(SELECT gitversion._ancestors(v_tip, p_limit))
        ELSE gitversion._log(v_tip, p_path, p_limit)::integer[] END;
    RETURN QUERY
        SELECT c.id, pg_catalog.left(c.commit_hash, 12), c.author, c.committed_at, c.message,
            ARRAY(SELECT p.parent_id FROM gitversion.commit_parents p
                  WHERE p.commit_id = c.id ORDER BY p.position)
        FROM gitversion.commits c
        WHERE c.id = ANY (v_ids)
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
    v_name text := coalesce(p_branch_name, gitversion.current_branch());
    v_id integer := (SELECT b.id FROM gitversion.branches b
                     WHERE b.branch_name = v_name AND b.is_active);
BEGIN
    IF v_name IS NULL THEN
        PERFORM gitversion._raise('VC014', 'argument p_branch_name is NULL',
            'The session has no branch either.',
            'Name a branch, or choose one with gitversion.use_branch(name).');
    ELSIF v_id IS NULL THEN
        PERFORM gitversion._raise('VC003', pg_catalog.format('branch "%s" does not exist', v_name),
            'No active branch has this name.',
            'SELECT branch_name FROM gitversion.branches WHERE is_active lists the branches.');
    END IF;
    RETURN QUERY
        SELECT pg_catalog.format('%s@{%s}', v_name,
                pg_catalog.row_number() OVER (ORDER BY r.id DESC) - 1),
            r.new_commit_id, pg_catalog.left(c.commit_hash, 12), r.action, r.message, r.actor,
            r.moved_at
        FROM gitversion.reflog r JOIN gitversion.commits c ON c.id = r.new_commit_id
        WHERE r.branch_id = v_id
        ORDER BY r.id DESC;
END
$$;
COMMENT ON FUNCTION gitversion.reflog(text) IS
    'where the head of a branch has been, the newest first; each entry is a revision';
