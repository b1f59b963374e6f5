-- Bundles: branches and tags with their history as one value, for another database.
CREATE FUNCTION gitversion_internal.bundle_references(p_revisions text[], p_session_branch text)
RETURNS TABLE (type text, commit_id integer, hash text, name text, message text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_revision text;
    v_name text;
    v_commit integer;
BEGIN
    IF p_revisions = '{}' THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_revisions is empty',
            'A bundle has at least one branch or tag.', 'Name a branch: create_bundle(ARRAY[''main'']).');
    END IF;
    FOR v_revision IN SELECT DISTINCT r FROM unnest(p_revisions) r ORDER BY r LOOP
        v_name := CASE WHEN v_revision IN ('HEAD', '@')
            THEN gitversion_internal.session_branch(p_session_branch) ELSE v_revision END;
        v_commit := gitversion_internal.resolve(v_revision, p_session_branch);
        RETURN QUERY
            SELECT x.type, v_commit, c.commit_hash, v_name, x.message
            FROM (SELECT 'branch' AS type, NULL AS message, 1 AS rank FROM gitversion.branches b
                  WHERE b.branch_name = v_name AND b.is_active
                  UNION ALL SELECT 'tag', t.message, 2 FROM gitversion.tags t WHERE t.tag_name = v_name) x
            JOIN gitversion.commits c ON c.id = v_commit
            ORDER BY x.rank LIMIT 1;
        IF NOT FOUND THEN
            PERFORM gitversion_internal.raise('VC103', format('revision "%s" has no name for a bundle', v_revision),
                'It is neither a branch nor a tag: nothing would lead to its commit in another database.',
                'Give it a name with gitversion.tag(name, revision), and put the tag into the bundle.');
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.bundle_references(text[], text) IS
    'the branches and tags that some revisions are; internal';

CREATE FUNCTION gitversion_internal.histories(p_tips integer[]) RETURNS SETOF integer LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE history (id) AS (
        SELECT t.id FROM pg_catalog.unnest(p_tips) t (id)
        UNION
        SELECT p.parent_id
        FROM history h
        CROSS JOIN LATERAL (SELECT c.parent_id FROM gitversion.commit_parents c
                            WHERE c.commit_id = h.id OFFSET 0) p
    )
    SELECT h.id FROM history h;
END;
COMMENT ON FUNCTION gitversion_internal.histories(integer[]) IS 'commits and all of their ancestors; internal';

CREATE FUNCTION gitversion_internal.bundle_commits(p_tips integer[], p_exclude text[], p_session_branch text)
RETURNS TABLE (id integer, hash text, is_prerequisite boolean) LANGUAGE sql STABLE
SET jit = off SET enable_nestloop = off
BEGIN ATOMIC
    WITH known AS MATERIALIZED (
        SELECT h.id FROM gitversion_internal.histories((
            SELECT pg_catalog.array_agg(gitversion_internal.resolve(e.revision, p_session_branch))
            FROM pg_catalog.unnest(p_exclude) e (revision))) h (id)
    ), own AS MATERIALIZED (
        SELECT h.id FROM gitversion_internal.histories(p_tips) h (id)
        EXCEPT SELECT k.id FROM known k
    ), edge AS (
        -- A name whose commit the other side has builds on that.
        SELECT p.parent_id AS id FROM gitversion.commit_parents p JOIN own o ON o.id = p.commit_id
        UNION SELECT t.id FROM pg_catalog.unnest(p_tips) t (id)
        EXCEPT SELECT o.id FROM own o
    )
    SELECT c.id, c.commit_hash, x.is_prerequisite
    FROM (SELECT o.id, false FROM own o UNION ALL SELECT e.id, true FROM edge e) x (id, is_prerequisite)
    JOIN gitversion.commits c ON c.id = x.id
    ORDER BY c.id;
END;
COMMENT ON FUNCTION gitversion_internal.bundle_commits(integer[], text[], text) IS
    'the commits that some come from and some revisions do not, parents first, and those that they build '
    'on; internal';

CREATE FUNCTION gitversion_internal.create_bundle(p_revisions text[], p_exclude text[], p_session_branch text)
RETURNS bytea LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'byte[]=org.gitversion.function.ExchangeFunctions.createBundle(java.lang.String[],java.lang.String[],java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.create_bundle(text[], text[], text) IS
    'create_bundle, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.create_bundle(p_revisions text[], p_exclude text[] DEFAULT '{}')
RETURNS bytea LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion_internal.create_bundle(p_revisions, p_exclude, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.create_bundle(text[], text[]) IS
    'branches and tags with their history as one value for apply_bundle in another database; without the '
    'commits that the excluded revisions come from, which that one must have';

CREATE FUNCTION gitversion_internal.read_bundle(p_bundle bytea)
RETURNS jsonb LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ExchangeFunctions.readBundle(byte[])';
COMMENT ON FUNCTION gitversion_internal.read_bundle(bytea) IS 'the rows of read_bundle as JSON; internal';

CREATE FUNCTION gitversion.read_bundle(p_bundle bytea)
RETURNS TABLE (type text, name text, commit_hash text, author text, committed_at timestamptz, message text,
    objects integer, is_here boolean)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT b.type, b.name, b.commit_hash, b.author, b.committed_at, b.message, b.objects, b.is_here
    FROM ROWS FROM (pg_catalog.jsonb_to_recordset(gitversion_internal.read_bundle(p_bundle)) AS (
            type text, name text, commit_hash text, author text, committed_at timestamptz, message text,
            objects integer, is_here boolean))
        WITH ORDINALITY AS b (type, name, commit_hash, author, committed_at, message, objects, is_here, n)
    ORDER BY b.n;
END;
COMMENT ON FUNCTION gitversion.read_bundle(bytea) IS
    'what a bundle holds, nothing being changed: the commits it requires, its branches and tags, its '
    'commits with the number of objects that each changes; and whether this database has the commit';

-- Whoever is later waits for the other one, and has the last word.
CREATE FUNCTION gitversion_internal.set_remote_branch(p_remote text, p_branch_name text, p_commit_id integer)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_old integer;
BEGIN
    LOOP
        v_old := (SELECT r.commit_id FROM gitversion.remote_branches r
            WHERE r.remote = p_remote AND r.branch_name = p_branch_name);
        EXIT WHEN v_old = p_commit_id;
        UPDATE gitversion_internal.removable_remote_branches r SET is_removed = true
        WHERE r.remote = p_remote AND r.branch_name = p_branch_name;
        INSERT INTO gitversion_internal.remote_branches (remote, branch_name, commit_id)
        VALUES (p_remote, p_branch_name, p_commit_id) ON CONFLICT DO NOTHING;
        EXIT WHEN FOUND;
    END LOOP;
    RETURN v_old;
END
$$;
COMMENT ON FUNCTION gitversion_internal.set_remote_branch(text, text, integer) IS
    'says where a remote branch is now, and returns where it was; internal';

CREATE FUNCTION gitversion_internal.apply_bundle(p_bundle bytea, p_remote text)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ExchangeFunctions.applyBundle(byte[],java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.apply_bundle(bytea, text) IS 'the rows of apply_bundle as JSON; internal';

CREATE FUNCTION gitversion.apply_bundle(p_bundle bytea, p_remote text DEFAULT 'origin')
RETURNS TABLE (name text, change text, old_commit_id integer, new_commit_id integer)
LANGUAGE sql
BEGIN ATOMIC
    SELECT a.name, a.change, a.old_commit_id, a.new_commit_id
    FROM ROWS FROM (pg_catalog.jsonb_to_recordset(gitversion_internal.apply_bundle(p_bundle, p_remote)) AS (
            name text, change text, old_commit_id integer, new_commit_id integer))
        WITH ORDINALITY AS a (name, change, old_commit_id, new_commit_id, n)
    ORDER BY a.n;
END;
COMMENT ON FUNCTION gitversion.apply_bundle(bytea, text) IS
    'takes the commits of a bundle in, once all of them are checked, and says where the remote branches '
    '(origin/main) and tags are now: new, forwarded, forced (to what does not come from the old commit) or '
    'same';
