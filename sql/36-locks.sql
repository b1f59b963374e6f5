-- Locks of branches and of the store of documents, which is branch 0: rows of branch_locks, held until the
-- transaction ends. DDL in a branch and whoever stores share; what records or changes a branch as a whole,
-- and gc, have it to themselves. Java takes them by BranchLock and StoreLock.
-- The event triggers call share_locks with the rights of their owner, who alone can lock each of them. Others
-- share the store alone, for no more than what they do then may take: a lock FOR UPDATE would stop everybody.
CREATE FUNCTION gitversion_internal.share_locks(p_branch_ids integer[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_own text := pg_current_xact_id()::text;
    v_next bigint;
    v_until timestamptz;
BEGIN
    -- PostgreSQL lets those who share pass those who wait, so that these could wait for ever. The queue
    -- tells of them, and is let pass first, for a moment; not by who has a share already, for which they
    -- wait. A row says who locked it last.
    WHILE current_setting('gitversion.shared', true) IS DISTINCT FROM v_own LOOP
        v_next := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
        EXIT WHEN clock_timestamp() > v_until OR NOT EXISTS (
            SELECT FROM gitversion.branch_locks q
            JOIN gitversion.branch_locks l ON l.branch_id = q.branch_id AND NOT l.is_queue
            CROSS JOIN LATERAL (
                SELECT v_next - ((v_next - q.xmax::text::bigint) & 4294967295) OFFSET 0) w (xid)
            WHERE q.is_queue AND q.branch_id = ANY (p_branch_ids) AND q.xmax <> '0'
              AND l.xmax <> q.xmax AND w.xid > 2 AND v_next - w.xid < 2147483648
              AND pg_xact_status(w.xid::text::xid8) = 'in progress');
        v_until := coalesce(v_until, clock_timestamp() + interval '1 s');
        PERFORM pg_sleep(0.002);
    END LOOP;
    PERFORM FROM gitversion.branch_locks l WHERE l.branch_id = ANY (p_branch_ids) AND NOT l.is_queue
    ORDER BY l.branch_id FOR SHARE;
    PERFORM set_config('gitversion.shared', v_own, true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.share_locks(integer[]) IS
    'waits until nobody has one of some branches to himself, and keeps it so until the transaction ends; '
    'internal';

CREATE FUNCTION gitversion_internal.share_store() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.share_locks('{0}');
END
$$;
COMMENT ON FUNCTION gitversion_internal.share_store() IS
    'share_locks of the store of documents, by whoever may store; internal';

CREATE FUNCTION gitversion_internal.keep_documents(p_hashes text[]) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT o.content_hash FROM unnest(p_hashes) AS n (hash)
        JOIN gitversion.object_storage o ON o.content_hash = n.hash FOR KEY SHARE OF o;
END
$$;
COMMENT ON FUNCTION gitversion_internal.keep_documents(text[]) IS
    'which of some documents are stored, and keeps them from being removed until the transaction ends; internal';

-- Nobody waits for who holds nothing yet, so he may wait longer than for what he finds in the branch.
CREATE FUNCTION gitversion_internal.lock_alone(p_branch_id integer) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_patience text := current_setting('lock_timeout');
BEGIN
    PERFORM FROM gitversion_internal.branch_locks l WHERE l.branch_id = p_branch_id AND l.is_queue
    FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND OR NOT gitversion_internal.try_lock_alone(p_branch_id) THEN
        IF gitversion_internal.is_patient() AND NOT gitversion_internal.holds_locks() THEN
            PERFORM set_config('lock_timeout', '10s', true);
        END IF;
        PERFORM FROM gitversion_internal.branch_locks l WHERE l.branch_id = p_branch_id AND l.is_queue
        FOR NO KEY UPDATE;
        PERFORM FROM gitversion_internal.branch_locks l WHERE l.branch_id = p_branch_id AND NOT l.is_queue
        FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO gitversion_internal.new_branch_locks VALUES (p_branch_id, false), (p_branch_id, true)
            ON CONFLICT DO NOTHING;
        END IF;
        PERFORM set_config('lock_timeout', v_patience, true);
    END IF;
    PERFORM set_config('gitversion.alone', pg_current_xact_id()::text, true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.lock_alone(integer) IS
    'waits until nobody else has a branch or a share of it, and keeps it so until the transaction ends; '
    'internal';

CREATE FUNCTION gitversion_internal.try_lock_alone(p_branch_id integer) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM gitversion_internal.branch_locks l WHERE l.branch_id = p_branch_id AND NOT l.is_queue
    FOR UPDATE SKIP LOCKED;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION gitversion_internal.try_lock_alone(integer) IS
    'lock_alone without waiting; whether the branch is locked now; internal';
