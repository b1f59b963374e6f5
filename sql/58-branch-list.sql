-- Branches at a glance.
CREATE FUNCTION gitversion_internal.ahead_behind(p_one integer, p_other integer, OUT ahead integer, OUT behind integer)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Commits to be visited, each with the sides that lead to it: 1, 2 or 3 for both. The id of a
    -- commit is higher than those of its parents, so that the highest is known from all its children.
    v_ids integer[] := ARRAY[p_one, p_other];
    v_sides integer[] := ARRAY[1, 2];
    v_id integer;
    v_side integer;
BEGIN
    ahead := 0;
    behind := 0;
    WHILE EXISTS (SELECT FROM unnest(v_sides) s (side) GROUP BY () HAVING bit_or(s.side) = 3
            AND NOT bool_and(s.side = 3)) OR 1 = ANY (v_sides) OR 2 = ANY (v_sides) LOOP
        v_id := (SELECT max(i.id) FROM unnest(v_ids) i (id));
        v_side := (SELECT bit_or(f.side) FROM unnest(v_ids, v_sides) f (id, side) WHERE f.id = v_id);
        ahead := ahead + (v_side = 1)::integer;
        behind := behind + (v_side = 2)::integer;
        SELECT coalesce(array_agg(n.id), '{}'), coalesce(array_agg(n.side), '{}') INTO v_ids, v_sides
        FROM (SELECT x.id, bit_or(x.side) AS side
            FROM (SELECT f.id, f.side FROM unnest(v_ids, v_sides) f (id, side) WHERE f.id <> v_id
                UNION ALL SELECT p.parent_id, v_side FROM gitversion.commit_parents p
                WHERE p.commit_id = v_id) x
            GROUP BY x.id) n;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.ahead_behind(integer, integer) IS
    'how many commits one commit has in its history and another one has not, and the other way round; '
    'internal';

CREATE FUNCTION gitversion_internal.is_dirty(p_branch_id integer) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    v_schema oid;
    v_part record;
BEGIN
    SELECT n.oid INTO v_schema
    FROM gitversion.branch_states s
    JOIN gitversion.branches b ON b.id = s.branch_id AND b.head_commit_id = s.commit_id
    JOIN pg_namespace n ON n.nspname = b.schema_name
    WHERE s.branch_id = p_branch_id
      AND s.cluster_id = (SELECT c.system_identifier FROM pg_control_system() c);
    IF FOUND THEN
        SELECT p.* INTO v_part FROM gitversion_internal.changes_of_part(p_branch_id, v_schema) p;
    END IF;
    RETURN CASE WHEN v_part.is_known THEN coalesce(cardinality(v_part.changes), 0) > 0 END;
EXCEPTION WHEN OTHERS THEN
    -- What stands in the way of status is told by status; not everybody may call that.
    IF SQLSTATE NOT LIKE 'VC%' AND SQLSTATE <> '42501' THEN
        RAISE;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_dirty(integer) IS
    'whether a branch has uncommitted changes, by what was written in its schema since its head was '
    'noted; null where that does not tell, or may not be asked; internal';

CREATE VIEW gitversion.branch_list AS
    SELECT b.branch_name AS name,
        b.branch_name = gitversion.current_branch() AS current,
        b.schema_name AS schema,
        d.ahead, d.behind,
        gitversion_internal.is_dirty(b.id) AS dirty,
        pg_catalog.left(c.commit_hash, 12) || ' ' || pg_catalog.split_part(c.message, E'\n', 1)
            AS last_commit,
        c.committed_at AS "when",
        d.ahead = 0 AS merged
    FROM gitversion.branches b
    LEFT JOIN gitversion.commits c ON c.id = b.head_commit_id
    -- Of the parent, or of the root where the parent was dropped.
    LEFT JOIN LATERAL (
        SELECT o.head_commit_id FROM gitversion.branches o
        WHERE o.is_active AND o.id <> b.id AND b.parent_branch_id IS NOT NULL
          AND (o.id = b.parent_branch_id OR o.parent_branch_id IS NULL)
        ORDER BY o.id <> b.parent_branch_id, o.id LIMIT 1) o ON true
    LEFT JOIN LATERAL gitversion_internal.ahead_behind(b.head_commit_id, o.head_commit_id) d
        ON o.head_commit_id IS NOT NULL
    WHERE b.is_active
    ORDER BY b.parent_branch_id IS NOT NULL, b.branch_name;
COMMENT ON VIEW gitversion.branch_list IS
    'the branches at a glance: how many commits each is ahead of and behind its parent (the root where '
    'that was dropped), whether it has uncommitted changes (null: not known without status), its last commit, '
    'and whether its parent has all of its commits';

CREATE FUNCTION gitversion.describe(p_revision text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE
SET jit = off
BEGIN ATOMIC
    WITH commit AS (
        SELECT c.id, pg_catalog.left(c.commit_hash, 12) AS hash
        FROM gitversion.commits c WHERE c.id = gitversion_internal.tip(p_revision)
    ), candidate AS (
        -- As git does: of the ten newest tagged ancestors.
        SELECT t.tag_name, t.commit_id, c.id, c.hash
        FROM commit c CROSS JOIN LATERAL gitversion_internal.ancestors(c.id, NULL) a (id)
        JOIN gitversion.tags t ON t.commit_id = a.id
        ORDER BY t.commit_id DESC, t.tag_name LIMIT 10
    )
    SELECT coalesce((
        SELECT d.tag_name || CASE WHEN a.ahead > 0 THEN '-' || a.ahead || '-g' || d.hash ELSE '' END
        FROM candidate d CROSS JOIN LATERAL gitversion_internal.ahead_behind(d.id, d.commit_id) a
        ORDER BY a.ahead, d.commit_id DESC, d.tag_name LIMIT 1), c.hash)
    FROM commit c;
END;
COMMENT ON FUNCTION gitversion.describe(text) IS
    'the nearest tag that a revision comes from, with the number of commits since and the hash (v1, or '
    'v1-3-g and the hash); the hash alone where there is none; a revision itself';
