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
            THEN pg_catalog.format('It does not hash to its name, but to %s.',
                pg_catalog.encode(pg_catalog.sha256(v_document), 'hex'))
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

CREATE FUNCTION gitversion_internal.missing_contents(p_wrong integer[]) RETURNS TABLE (hash text)
LANGUAGE sql STABLE SET enable_nestloop = off
BEGIN ATOMIC
    SELECT n.hash
    FROM (SELECT k.hash FROM gitversion_internal.kept_contents() k
        UNION SELECT o.base_hash FROM gitversion.object_storage o WHERE o.base_hash IS NOT NULL) n
    WHERE NOT EXISTS (SELECT FROM gitversion.object_storage o WHERE o.content_hash = n.hash)
      AND NOT EXISTS (SELECT FROM gitversion.commits c
        WHERE c.id = ANY (p_wrong) AND (n.hash IN (c.commit_hash, c.tree_hash, c.layout_hash) OR EXISTS (
            SELECT FROM gitversion.object_references o WHERE o.commit_id = c.id AND o.content_hash = n.hash)));
END;
COMMENT ON FUNCTION gitversion_internal.missing_contents(integer[]) IS
    'documents that are named and not there, but by some commits whose rows are wrong; internal';

-- Each fault once: where a document is damaged, what it names is not known, and a delta is not at fault
-- where its base is.
CREATE FUNCTION gitversion_internal.fsck_contents(p_wrong integer[])
RETURNS TABLE (severity text, what text, detail text) LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
        WITH fault AS MATERIALIZED (
            SELECT o.content_hash AS hash, o.base_hash, f.fault
            FROM gitversion.object_storage o, gitversion_internal.content_fault(o) AS f (fault)
            WHERE f.fault IS NOT NULL
        )
        SELECT 'error', 'document ' || f.hash, f.fault FROM fault f
        WHERE f.fault NOT LIKE 'It is a delta of %'
          AND (f.base_hash IS NULL OR f.base_hash NOT IN (SELECT x.hash FROM fault x));
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'error', 'document ' || m.hash, 'It is missing'
            || coalesce('; stash ' || (SELECT pg_catalog.min(s.id) FROM gitversion.stashes s
                WHERE m.hash IN (s.tree_hash, s.layout_hash)) || ' names it.', '.')
        FROM gitversion_internal.missing_contents(p_wrong) m;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.fsck_contents(integer[]) IS 'fsck of the stored documents; internal';

CREATE FUNCTION gitversion_internal.commit_fault(p_commit gitversion.commits) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_parents integer[] := ARRAY(SELECT p.parent_id FROM gitversion.commit_parents p
        WHERE p.commit_id = p_commit.id ORDER BY p.position);
    v_named text[] := ARRAY(SELECT o.content_hash FROM gitversion.object_references o
        WHERE o.commit_id = p_commit.id);
    v_lacking text;
BEGIN
    IF v_parents[1] IS DISTINCT FROM p_commit.parent_commit_id THEN
        RETURN 'Its parents in commits and commit_parents differ.';
    ELSIF (SELECT max(p.position) <> count(*) FROM gitversion.commit_parents p
            WHERE p.commit_id = p_commit.id) THEN
        RETURN 'Its parents are not counted from 1.';
    ELSIF (SELECT count(*) <> cardinality(v_parents) FROM gitversion.commits c WHERE c.id = ANY (v_parents)) THEN
        RETURN NULL;
    ELSIF gitversion_internal.commit_hash(p_commit.id) <> p_commit.commit_hash THEN
        RETURN 'Its row does not hash to its commit_hash.';
    ELSIF p_commit.layout_hash IS NULL THEN
        RETURN 'It has no layout.';
    ELSIF jsonb_typeof(p_commit.metadata) <> 'object' THEN
        RETURN 'Its metadata is no object.';
    END IF;
    v_lacking := (SELECT string_agg(h.hash, ', ') FROM unnest(ARRAY[
        p_commit.commit_hash, p_commit.tree_hash, p_commit.layout_hash]) h (hash) WHERE h.hash <> ALL (v_named));
    IF v_lacking IS NOT NULL THEN
        RETURN format('object_references lacks %s.', v_lacking);
    ELSIF EXISTS (SELECT FROM gitversion.object_references o
            WHERE o.commit_id = p_commit.id AND o.reference_count < 1) THEN
        RETURN 'object_references counts less than one.';
    END IF;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    END IF;
    RETURN format('Its row cannot be read: %s.', SQLERRM);
END
$$;
COMMENT ON FUNCTION gitversion_internal.commit_fault(gitversion.commits) IS
    'what is wrong with a commit; null when nothing is but what its parents are at fault of; internal';

CREATE FUNCTION gitversion_internal.fsck_commits() RETURNS TABLE (id integer, detail text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH fault AS MATERIALIZED (
        SELECT c.id, f.fault FROM gitversion.commits c, gitversion_internal.commit_fault(c) AS f (fault)
        WHERE f.fault IS NOT NULL
    )
    SELECT f.id, f.fault FROM fault f
    WHERE f.fault NOT LIKE '%hash to its commit_hash.' OR NOT EXISTS (
        SELECT FROM gitversion.commit_parents p JOIN fault x ON x.id = p.parent_id
        WHERE p.commit_id = f.id AND x.fault LIKE '%hash to its commit_hash.');
END;
COMMENT ON FUNCTION gitversion_internal.fsck_commits() IS 'fsck of commits; internal';

CREATE FUNCTION gitversion_internal.fsck_loose() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE SET enable_nestloop = off
BEGIN ATOMIC
    SELECT 'notice', 'document ' || o.content_hash, 'Nothing leads to it; gc removes it.'
    FROM gitversion.object_storage o
    WHERE NOT EXISTS (SELECT FROM gitversion_internal.kept_contents() k WHERE k.hash = o.content_hash)
    UNION ALL
    SELECT 'notice', 'commit ' || c.id, 'No branch, remote branch, tag, stash or reflog entry leads to it.'
    FROM gitversion.commits c
    WHERE c.id NOT IN (SELECT k.* FROM gitversion_internal.kept_commits('infinity') k)
      AND NOT EXISTS (SELECT FROM gitversion.reflog r WHERE r.new_commit_id = c.id);
END;
COMMENT ON FUNCTION gitversion_internal.fsck_loose() IS 'what gc removes; internal';

