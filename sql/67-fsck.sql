-- Looking whether all that is kept fits together.
CREATE FUNCTION gitversion_internal.commit_hash(p_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.commitHash(int)';
COMMENT ON FUNCTION gitversion_internal.commit_hash(integer) IS
    'the hash of a commit, recomputed from what the tables say; internal';

CREATE FUNCTION gitversion_internal.rebuild(p_tree_hash text, p_layout_hash text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.StorageFunctions.rebuild(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.rebuild(text, text) IS
    'rehashes a stored state, builds it in a schema of its own, reads it back and compares; '
    'nothing of it stays; internal';

CREATE FUNCTION gitversion_internal.content_fault(p_stored gitversion.object_storage) RETURNS text
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    v_document bytea;
BEGIN
    v_document := pg_catalog.convert_to(CASE
        WHEN p_stored.compression_type IS NULL THEN p_stored.content
        WHEN p_stored.compression_type = 'delta' THEN gitversion_internal.undelta(p_stored.content, (
            SELECT b.content FROM gitversion.object_storage b
            WHERE b.content_hash = p_stored.base_hash AND b.compression_type IS NULL LIMIT 1))
        ELSE gitversion.decompress_content(p_stored.content) END, 'UTF8');
    IF v_document IS NULL THEN
        RETURN 'It is a delta of ' || p_stored.base_hash || ', which is missing.';
    END IF;
    RETURN CASE
        WHEN pg_catalog.encode(pg_catalog.sha256(v_document), 'hex') <> p_stored.content_hash
            THEN 'It does not hash to its name.'
        WHEN pg_catalog.octet_length(v_document) <> p_stored.size_bytes
            THEN 'Its size_bytes is wrong.' END;
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    END IF;
    RETURN pg_catalog.format('It cannot be read: %s.', SQLERRM);
END
$$;
COMMENT ON FUNCTION gitversion_internal.content_fault(gitversion.object_storage) IS
    'what is wrong with a stored document; null when nothing is; internal';

CREATE FUNCTION gitversion_internal.fsck_contents() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE SET enable_nestloop = off
BEGIN ATOMIC
    SELECT 'error', 'document ' || o.content_hash, f.fault
    FROM gitversion.object_storage o, gitversion_internal.content_fault(o) AS f (fault)
    WHERE f.fault IS NOT NULL
    UNION ALL
    SELECT 'error', 'document ' || k.hash, 'It is missing.'
    FROM gitversion_internal.kept_contents() k
    WHERE NOT EXISTS (SELECT FROM gitversion.object_storage o WHERE o.content_hash = k.hash)
    UNION ALL
    SELECT 'notice', 'document ' || o.content_hash, 'Nothing leads to it; gc removes it.'
    FROM gitversion.object_storage o
    WHERE NOT EXISTS (SELECT FROM gitversion_internal.kept_contents() k WHERE k.hash = o.content_hash);
END;
COMMENT ON FUNCTION gitversion_internal.fsck_contents() IS 'fsck of the stored documents; internal';

CREATE FUNCTION gitversion_internal.fsck_history() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE SET enable_nestloop = off
BEGIN ATOMIC
    SELECT 'error', 'commit ' || c.id, 'Its row does not hash to its commit_hash.'
    FROM gitversion.commits c WHERE gitversion_internal.commit_hash(c.id) <> c.commit_hash
    UNION ALL
    SELECT 'error', 'commit ' || c.id, 'Its parents in commits and commit_parents differ.'
    FROM gitversion.commits c
    LEFT JOIN gitversion.commit_parents p ON p.commit_id = c.id AND p.position = 1
    WHERE p.parent_id IS DISTINCT FROM c.parent_commit_id
    UNION ALL
    SELECT 'error', 'commit ' || c.id, 'object_references lacks ' || h.hash || '.'
    FROM gitversion.commits c, unnest(ARRAY[c.commit_hash, c.tree_hash, c.layout_hash]) h (hash)
    WHERE h.hash IS NOT NULL AND NOT EXISTS (
        SELECT FROM gitversion.object_references o
        WHERE o.commit_id = c.id AND o.content_hash = h.hash)
    UNION ALL
    SELECT 'error', 'branch ' || b.branch_name, 'Its head is no commit.'
    FROM gitversion.branches b
    WHERE b.is_active AND NOT EXISTS (
        SELECT FROM gitversion.commits c WHERE c.id = b.head_commit_id)
    UNION ALL
    SELECT 'error', 'branch ' || b.branch_name, 'Its head is not where its reflog ends.'
    FROM gitversion.branches b
    WHERE b.is_active AND b.head_commit_id <> (
        SELECT r.new_commit_id FROM gitversion.reflog r WHERE r.branch_id = b.id
        ORDER BY r.id DESC LIMIT 1)
    UNION ALL
    SELECT 'notice', 'commit ' || c.id, 'No branch, tag, stash or reflog entry leads to it.'
    FROM gitversion.commits c
    WHERE c.id NOT IN (SELECT k.* FROM gitversion_internal.kept_commits('infinity') k)
      AND NOT EXISTS (SELECT FROM gitversion.reflog r WHERE r.new_commit_id = c.id);
END;
COMMENT ON FUNCTION gitversion_internal.fsck_history() IS 'fsck of commits and branches; internal';

CREATE FUNCTION gitversion_internal.fsck_branch(p_branch gitversion.branches)
RETURNS TABLE (severity text, what text, detail text) LANGUAGE plpgsql AS $$
DECLARE
    v_hash text;
BEGIN
    v_hash := gitversion.compute_tree_hash((p_branch).schema_name);
    RETURN QUERY
        SELECT 'notice', 'branch ' || (p_branch).branch_name, 'It has uncommitted changes.'
        FROM gitversion.commits c
        WHERE c.id = (p_branch).head_commit_id AND c.tree_hash <> v_hash;
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    END IF;
    RETURN QUERY SELECT CASE WHEN SQLSTATE IN ('VC010', 'VC018', 'VC030') THEN 'notice' ELSE 'error' END,
        'branch ' || (p_branch).branch_name,
        pg_catalog.format('Its schema cannot be read: %s (%s).', SQLERRM, SQLSTATE);
END
$$;
COMMENT ON FUNCTION gitversion_internal.fsck_branch(gitversion.branches) IS
    'holds a live schema against the head of its branch; internal';

CREATE FUNCTION gitversion_internal.fsck_state(p_tree_hash text, p_layout_hash text)
RETURNS TABLE (severity text, what text, detail text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion_internal.rebuild(p_tree_hash, p_layout_hash);
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    END IF;
    RETURN QUERY
        SELECT 'error', 'commit ' || c.id,
            pg_catalog.format('Its state cannot be built: %s (%s).', SQLERRM, SQLSTATE)
        FROM gitversion.commits c
        WHERE c.tree_hash = p_tree_hash AND c.layout_hash IS NOT DISTINCT FROM p_layout_hash
        ORDER BY c.id;
END
$$;
COMMENT ON FUNCTION gitversion_internal.fsck_state(text, text) IS
    'builds the state of commits in a dry run; internal';

CREATE FUNCTION gitversion.fsck(p_deep boolean DEFAULT false)
RETURNS TABLE (severity text, what text, detail text)
LANGUAGE plpgsql SET jit = off AS $$
DECLARE
    v_branch gitversion.branches;
    v_state text[];
BEGIN
    IF p_deep IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_deep is NULL',
            'It says whether every state is built in a dry run.', 'Give true or false.');
    END IF;
    IF p_deep THEN
        PERFORM gitversion_internal.writable();
    END IF;
    RETURN QUERY SELECT * FROM gitversion_internal.fsck_contents();
    RETURN QUERY SELECT * FROM gitversion_internal.fsck_history();
    FOREACH v_branch IN ARRAY ARRAY(SELECT b FROM gitversion.branches b WHERE b.is_active
                                    ORDER BY b.id) LOOP
        RETURN QUERY SELECT * FROM gitversion_internal.fsck_branch(v_branch);
    END LOOP;
    IF p_deep AND EXISTS (SELECT FROM gitversion.commits) THEN
        FOREACH v_state SLICE 1 IN ARRAY (
                SELECT pg_catalog.array_agg(DISTINCT ARRAY[c.tree_hash, c.layout_hash])
                FROM gitversion.commits c) LOOP
            RETURN QUERY SELECT * FROM gitversion_internal.fsck_state(v_state[1], v_state[2]);
        END LOOP;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.fsck(boolean) IS
    'what does not fit together: recomputes every hash and edge, and holds live schemas against '
    'heads; deep also builds every state in a dry run and compares; errors are damage, notices are not';
