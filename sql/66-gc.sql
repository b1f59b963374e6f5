-- Removing what nothing leads to any more.
CREATE FUNCTION gitversion_internal.kept_commits(p_since timestamptz)
RETURNS SETOF integer LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE kept (id) AS (
        SELECT r.id
        FROM (SELECT unnest(ARRAY[b.head_commit_id, b.created_from_commit_id])
              FROM gitversion.branches b WHERE b.is_active
              UNION ALL SELECT t.commit_id FROM gitversion.tags t
              UNION ALL SELECT s.base_commit_id FROM gitversion.stashes s
              UNION ALL SELECT m.commit_id FROM gitversion.remote_branches m
              UNION ALL SELECT c.id FROM gitversion.commits c WHERE c.committed_at >= p_since
              UNION ALL SELECT unnest(ARRAY[k.former_commit_id, k.commit_id]) FROM gitversion.parked k
              UNION ALL SELECT unnest(ARRAY[r.old_commit_id, r.new_commit_id])
              FROM gitversion.reflog r WHERE r.moved_at >= p_since
              UNION ALL SELECT unnest(ARRAY[
                  m.base_commit_id, m.source_commit_id, m.target_commit_id, m.merge_commit_id])
              FROM gitversion.merge_attempts m WHERE m.status = 'open') AS r (id)
        WHERE r.id IS NOT NULL
        UNION
        SELECT p.parent_id
        FROM kept k
        CROSS JOIN LATERAL (SELECT c.parent_id FROM gitversion.commit_parents c
                            WHERE c.commit_id = k.id OFFSET 0) p
    )
    SELECT k.id FROM kept k;
END;
COMMENT ON FUNCTION gitversion_internal.kept_commits(timestamptz) IS
    'what branches, remote branches, tags, stashes, open merges and the reflog since a time lead to, and what was '
    'committed since; internal';

CREATE FUNCTION gitversion_internal.kept_contents()
RETURNS TABLE (type text, hash text) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE root (tree_hash, layout_hash) AS (
        SELECT c.tree_hash, c.layout_hash FROM gitversion.commits c
        UNION SELECT s.tree_hash, s.layout_hash FROM gitversion.stashes s
    ), kept (type, hash) AS (
        SELECT 'tree'::text, h.hash
        FROM root r, unnest(ARRAY[r.tree_hash, r.layout_hash]) AS h (hash)
        WHERE h.hash IS NOT NULL
        UNION
        SELECT d.type, d.hash
        FROM kept k CROSS JOIN LATERAL gitversion_internal.directory(k.hash) d
        WHERE k.type IN ('tree', 'bucket')
    )
    SELECT k.type, k.hash FROM kept k
    UNION SELECT 'commit', c.commit_hash FROM gitversion.commits c
    UNION SELECT 'text', o.content_hash FROM gitversion.object_references o;
END;
COMMENT ON FUNCTION gitversion_internal.kept_contents() IS
    'the documents that commits and stashes lead to; internal';

CREATE FUNCTION gitversion_internal.remove_commits(p_ids integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM gitversion_internal.merge_conflicts c USING gitversion.merge_attempts m
    WHERE m.id = c.merge_attempt_id AND p_ids && ARRAY[
        m.base_commit_id, m.source_commit_id, m.target_commit_id, m.merge_commit_id];
    DELETE FROM gitversion_internal.merge_attempts m WHERE p_ids && ARRAY[
        m.base_commit_id, m.source_commit_id, m.target_commit_id, m.merge_commit_id];
    DELETE FROM gitversion_internal.ddl_events d WHERE d.commit_id = ANY (p_ids);
    DELETE FROM gitversion_internal.reflog r WHERE r.new_commit_id = ANY (p_ids);
    UPDATE gitversion_internal.reflog r SET old_commit_id = NULL WHERE r.old_commit_id = ANY (p_ids);
    UPDATE gitversion_internal.branches b SET
        head_commit_id = CASE WHEN b.head_commit_id <> ALL (p_ids) THEN b.head_commit_id END,
        created_from_commit_id = CASE WHEN b.created_from_commit_id <> ALL (p_ids)
            THEN b.created_from_commit_id END
    WHERE NOT b.is_active AND p_ids && ARRAY[b.head_commit_id, b.created_from_commit_id];
    DELETE FROM gitversion_internal.signatures s WHERE s.commit_id = ANY (p_ids);
    DELETE FROM gitversion_internal.object_references o WHERE o.commit_id = ANY (p_ids);
    DELETE FROM gitversion_internal.commit_parents p WHERE p.commit_id = ANY (p_ids);
    DELETE FROM gitversion_internal.commits c WHERE c.id = ANY (p_ids);
END
$$;
COMMENT ON FUNCTION gitversion_internal.remove_commits(integer[]) IS
    'removes commits together with all of their descendants; internal';

-- Only what lies in the schema of its branch, and with no more rights than the owners of the tables.
CREATE FUNCTION gitversion_internal.drop_parked() RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
    v_dropped bigint := 0;
BEGIN
    FOR v IN
        SELECT k.id, k.path, k.kept_as, k.keep_until < now() AS is_over, gitversion_internal.keep_schema(k.branch_id) AS schema,
            c.oid IS NOT NULL AS is_there, c.relkind, coalesce(pg_has_role(c.relowner, 'USAGE'), true) AS is_own
        FROM gitversion.parked k
        LEFT JOIN pg_namespace n ON n.nspname = gitversion_internal.keep_schema(k.branch_id)
        LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = k.kept_as
        WHERE k.keep_until < now() OR k.kept_as IS NOT NULL AND c.oid IS NULL
        ORDER BY k.id
    LOOP
        BEGIN
            IF NOT v.is_own OR v.is_there AND v.relkind <> 'r' THEN
                RAISE insufficient_privilege;
            ELSIF v.is_there THEN
                PERFORM gitversion_internal.execute_internally(format('DROP TABLE %I.%I', v.schema, v.kept_as));
                v_dropped := v_dropped + 1;
            END IF;
            DELETE FROM gitversion_internal.parked k WHERE k.id = v.id;
        EXCEPTION WHEN insufficient_privilege OR dependent_objects_still_exist THEN
            PERFORM gitversion_internal.notice(format('table %I.%I stays', v.schema, v.kept_as),
                'It takes its owner to drop it, with what depends on it.');
        END;
    END LOOP;
    FOR v IN
        SELECT n.nspname FROM gitversion.branches b
        JOIN pg_namespace n ON n.nspname = gitversion_internal.keep_schema(b.id)
        WHERE pg_has_role(n.nspowner, 'USAGE')
          AND NOT EXISTS (SELECT FROM gitversion.parked k WHERE k.branch_id = b.id AND k.kept_as IS NOT NULL)
    LOOP
        BEGIN
            PERFORM gitversion_internal.execute_internally(format('DROP SCHEMA %I', v.nspname));
        EXCEPTION WHEN dependent_objects_still_exist THEN
            NULL;
        END;
    END LOOP;
    RETURN v_dropped;
END
$$;
COMMENT ON FUNCTION gitversion_internal.drop_parked() IS
    'drops what merges kept of dropped tables and columns where the time is over; internal';

CREATE FUNCTION gitversion.gc(p_grace interval DEFAULT '30 days')
RETURNS TABLE (what text, removed bigint, bytes bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off SET enable_nestloop = off AS $$
DECLARE
    v_gone integer[];
    v_fault text;
    v_documents bigint;
    v_bytes bigint;
    v_parked bigint;
BEGIN
    IF p_grace IS NULL OR p_grace < interval '0' THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_grace is NULL or negative',
            'It says for how long what a head left is kept.', 'Give an interval such as 30 days.');
    ELSIF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM gitversion_internal.raise('VC014', pg_catalog.format('gc cannot run in a %s transaction',
                pg_catalog.current_setting('transaction_isolation')),
            'It has to see what others committed until it is their turn to wait.',
            'Call it in a transaction of isolation level READ COMMITTED.');
    END IF;
    PERFORM gitversion_internal.writable();
    -- Nobody stores anything until this transaction ends.
    PERFORM gitversion_internal.lock_alone(0);
    -- What leads to what cannot be told where something is missing.
    v_fault := (SELECT f.what FROM gitversion_internal.fsck_references() f LIMIT 1);
    v_fault := coalesce(v_fault, (SELECT 'document ' || m.hash
        FROM gitversion_internal.missing_contents('{}') m LIMIT 1));
    IF v_fault IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC025', pg_catalog.format('gc cannot run: %s is missing', v_fault),
            'What only that leads to would be removed as well.',
            'gitversion.fsck() lists what is missing, gitversion.repair() mends what can be mended.');
    END IF;
    v_parked := gitversion_internal.drop_parked();
    v_gone := ARRAY(SELECT c.id FROM gitversion.commits c
        EXCEPT SELECT k.* FROM gitversion_internal.kept_commits(pg_catalog.now() - p_grace) k);
    PERFORM gitversion_internal.remove_commits(v_gone);
    DELETE FROM gitversion_internal.signatures s WHERE NOT EXISTS (
        SELECT FROM gitversion.tags t WHERE t.tag_name = s.tag_name) AND s.tag_name IS NOT NULL;
    DELETE FROM gitversion_internal.resolutions r WHERE r.used_at < pg_catalog.now() - p_grace;
    -- Of what transactions stored side by side one is kept, no delta if there is a choice. Where the
    -- base of a delta goes, the document is written out: what is there has all it leads to, and a
    -- base that only deltas need had not.
    WITH content AS MATERIALIZED (
        SELECT DISTINCT k.hash FROM gitversion_internal.kept_contents() k
    ), kept AS MATERIALIZED (
        SELECT DISTINCT ON (o.content_hash) o.ctid AS at
        FROM gitversion.object_storage o JOIN content c ON c.hash = o.content_hash
        ORDER BY o.content_hash, o.base_hash IS NOT NULL, o.created_at, o.ctid
    ), whole AS (
        UPDATE gitversion_internal.stored_objects o
        SET content = gitversion_internal.undelta(o.content, b.content),
            compression_type = NULL, base_hash = NULL
        FROM kept k, gitversion.object_storage b
        WHERE k.at = o.row_at AND b.content_hash = o.base_hash AND b.compression_type IS NULL
          AND NOT EXISTS (SELECT FROM content c WHERE c.hash = o.base_hash)
    ), gone AS (
        DELETE FROM gitversion_internal.stored_objects o
        WHERE NOT EXISTS (SELECT FROM kept k WHERE k.at = o.row_at)
        RETURNING pg_catalog.octet_length(o.content) AS size)
    SELECT pg_catalog.count(*), coalesce(pg_catalog.sum(g.size), 0)
    INTO v_documents, v_bytes FROM gone g;
    RETURN QUERY VALUES ('commits', pg_catalog.cardinality(v_gone)::bigint, NULL::bigint),
        ('documents', v_documents, v_bytes), ('parked', v_parked, NULL);
END
$$;
COMMENT ON FUNCTION gitversion.gc(interval) IS
    'removes commits that no branch, remote branch, tag or stash leads to and no reflog entry of the grace period, '
    'with all documents that only they have, remembered resolutions that were not made in that time, and what merges '
    'kept of dropped tables and columns, when their time is over';
