-- Whether the rows of gitversion's tables fit together, each fault named once, by what it is a fault of.
-- Foreign keys are looked after here too: who restores with triggers disabled, or writes as a replica, passes
-- them by.
CREATE FUNCTION gitversion_internal.fsck_references() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_queries text[];
BEGIN
    WITH reference (relation, name, referred) AS (
        SELECT k.conrelid, a.attname, k.confrelid
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.connamespace = 'gitversion'::regnamespace
        UNION ALL VALUES ('gitversion.branches'::regclass::oid, 'created_from_commit_id',
                'gitversion.commits'::regclass::oid),
            ('gitversion.branches'::regclass, 'head_commit_id', 'gitversion.commits'::regclass),
            ('gitversion.branches'::regclass, 'parent_branch_id', 'gitversion.branches'::regclass),
            ('gitversion.commits'::regclass, 'parent_commit_id', 'gitversion.commits'::regclass),
            ('gitversion.branch_states'::regclass, 'branch_id', 'gitversion.branches'::regclass),
            ('gitversion.branch_states'::regclass, 'commit_id', 'gitversion.commits'::regclass),
            ('gitversion.object_identities'::regclass, 'branch_id', 'gitversion.branches'::regclass),
            ('gitversion.branch_locks'::regclass, 'branch_id', 'gitversion.branches'::regclass)
    )
    SELECT array_agg(format('SELECT %1$L, %2$L, r.%3$I::bigint, %4$s FROM %5$s r WHERE r.%3$I <> 0 '
            'AND NOT EXISTS (SELECT FROM %6$s p WHERE p.id = r.%3$I)', CASE r.referred
            WHEN 'gitversion.branches'::regclass THEN 'branch ' WHEN 'gitversion.commits'::regclass
            THEN 'commit ' ELSE 'merge attempt ' END, c.relname, r.name, CASE c.relname
            WHEN 'branches' THEN 'r.branch_name' WHEN 'tags' THEN 'r.tag_name'
            WHEN 'commit_parents' THEN 'r.commit_id::text' WHEN 'object_references' THEN 'r.commit_id::text'
            WHEN 'signatures' THEN 'left(r.signature_hash, 12)'
            WHEN 'object_identities' THEN 'r.path'
            WHEN 'remote_branches' THEN 'r.remote || ''/'' || r.branch_name'
            ELSE CASE WHEN EXISTS (SELECT FROM pg_attribute i WHERE i.attrelid = c.oid AND i.attname = 'id')
                THEN 'r.id::text' ELSE 'r.branch_id::text' END END,
            r.relation::regclass, r.referred::regclass))
    INTO v_queries
    FROM reference r JOIN pg_class c ON c.oid = r.relation;
    RETURN QUERY EXECUTE format('SELECT %L::text, x.type || x.id, format(''It is missing, but %%s.'', string_agg('
        'DISTINCT x.relation || '' names it ('' || x.name || '')'', '', '')) FROM (%s)'
        ' AS x (type, relation, id, name) GROUP BY x.type, x.id ORDER BY x.type, x.id', 'error',
        array_to_string(v_queries, ' UNION ALL '));
END
$$;
COMMENT ON FUNCTION gitversion_internal.fsck_references() IS
    'what rows name that is not there; internal';

CREATE FUNCTION gitversion_internal.fsck_sequences() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    FOR v IN
        SELECT s.oid::regclass AS sequence, s.relname, d.refobjid::regclass AS relation, a.attname
        FROM pg_class s
        JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
            AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE s.relkind = 'S' AND s.relnamespace = 'gitversion'::regnamespace ORDER BY s.relname
    LOOP
        RETURN QUERY EXECUTE format('SELECT ''error'', ''sequence '' || %L, format(''It would give %%s again, '
            'up to %%s are taken.'', s.last_value + s.is_called::integer, m.max) FROM %s s, '
            '(SELECT max(t.%I) FROM %s t) m WHERE m.max >= s.last_value + s.is_called::integer',
            v.relname, v.sequence, v.attname, v.relation);
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.fsck_sequences() IS
    'sequences that would give an id again; internal';

CREATE FUNCTION gitversion_internal.fsck_branches() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH fault (branch_name, detail) AS (
        SELECT b.branch_name, CASE
            WHEN b.branch_name ~ '^$|[[:cntrl:] ~^:?*\\[]|\.\.|@\{|//|^[-/]|[./]$'
                THEN 'Its name is none that a branch can have.'
            WHEN b.parent_branch_id >= b.id AND EXISTS (SELECT FROM gitversion.branches p
                WHERE p.id = b.parent_branch_id) THEN 'Its parent is not older than it.'
            WHEN b.is_active AND b.parent_branch_id IS NULL AND EXISTS (SELECT FROM gitversion.branches r
                WHERE r.is_active AND r.parent_branch_id IS NULL AND r.id < b.id)
                THEN 'It has no parent, but it is not the root.'
            WHEN b.is_active AND b.head_commit_id IS NULL THEN 'It has no head.'
            WHEN b.is_active AND b.head_commit_id <> r.last THEN 'Its head is not where its reflog ends.'
            WHEN b.is_active AND r.last IS NULL AND EXISTS (SELECT FROM gitversion.commits c
                WHERE c.id = b.head_commit_id) THEN 'It has no reflog.'
            WHEN r.gap IS NOT NULL
                THEN pg_catalog.format('Its reflog is not continued by entry %s.', r.gap)
            WHEN b.is_active AND (SELECT pg_catalog.count(*) <> 2 FROM gitversion.branch_locks l
                WHERE l.branch_id = b.id) THEN 'Its rows in branch_locks are missing.'
            WHEN NOT b.is_active AND EXISTS (SELECT FROM gitversion.object_identities i
                WHERE i.branch_id = b.id) THEN 'It is dropped, but object_identities has its objects.'
            WHEN pg_catalog.jsonb_typeof(b.metadata) <> 'object' THEN 'Its metadata is no object.' END
        FROM gitversion.branches b CROSS JOIN LATERAL (
            SELECT (pg_catalog.array_agg(l.new_commit_id ORDER BY l.id DESC))[1] AS last,
                pg_catalog.min(l.id) FILTER (WHERE l.old_commit_id <> l.previous
                    OR l.old_commit_id IS NULL AND l.previous IS NOT NULL AND l.action = 'init'
                    OR l.action = '') AS gap
            FROM (SELECT x.id, x.old_commit_id, x.new_commit_id, x.action,
                    pg_catalog.lag(x.new_commit_id) OVER (ORDER BY x.id) AS previous
                FROM gitversion.reflog x WHERE x.branch_id = b.id) l) r
        WHERE b.head_commit_id IS NULL OR EXISTS (
            SELECT FROM gitversion.commits c WHERE c.id = b.head_commit_id) OR NOT b.is_active
    )
    -- A lock makes them; a dump of a version that had none does not.
    SELECT CASE WHEN f.detail LIKE '%branch_locks%' THEN 'notice' ELSE 'error' END, 'branch ' || f.branch_name,
        f.detail FROM fault f WHERE f.detail IS NOT NULL;
END;
COMMENT ON FUNCTION gitversion_internal.fsck_branches() IS 'fsck of branches and their reflogs; internal';

CREATE FUNCTION gitversion_internal.fsck_rows() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH fault (what, detail) AS (
        SELECT 'tag ' || t.tag_name, 'Its name is none that a tag can have.' FROM gitversion.tags t
        WHERE t.tag_name ~ '^$|[[:cntrl:] ~^:?*\\[]|\.\.|@\{|//|^[-/]|[./]$'
        UNION ALL
        SELECT 'remote branch ' || n.name, 'Its name is none that a remote branch can have.'
        FROM (SELECT r.remote || '/' || r.branch_name AS name, r.remote, r.branch_name
            FROM gitversion.remote_branches r) n
        WHERE n.name ~ '[[:cntrl:] ~^:?*\\[]|\.\.|@\{|//|^[-/]|[./]$' OR n.remote ~ '^$|/' OR n.branch_name ~ '^$|^/'
        UNION ALL
        SELECT 'signature ' || pg_catalog.left(s.signature_hash, 12), 'It does not hash to its name.'
        FROM gitversion.signatures s WHERE s.signature_hash <> pg_catalog.encode(
            pg_catalog.sha256(pg_catalog.convert_to(s.signature, 'UTF8')), 'hex')
        UNION ALL
        SELECT 'stash ' || s.id, CASE WHEN s.layout_hash IS NULL THEN 'It has no layout.'
            ELSE 'Its renames are no object.' END FROM gitversion.stashes s
        WHERE s.layout_hash IS NULL OR pg_catalog.jsonb_typeof(s.renames) <> 'object'
        UNION ALL
        SELECT 'ignored pattern ' || p.pattern, 'What is kept of it is not what it means.'
        FROM gitversion.ignore_patterns p
        WHERE p.is_negated <> (p.pattern LIKE '!%') OR p.expression <>
            gitversion_internal.pattern_expression(pg_catalog.ltrim(p.pattern, '!'))
        UNION ALL
        SELECT 'merge attempt ' || m.id, CASE WHEN m.strategy NOT IN ('recursive', 'ours', 'theirs', 'union')
                THEN 'Its strategy is none.' WHEN pg_catalog.jsonb_typeof(m.metadata) <> 'object'
                THEN 'Its metadata is no object.' ELSE 'Its status and the time of its end differ.' END
        FROM gitversion.merge_attempts m
        WHERE m.strategy NOT IN ('recursive', 'ours', 'theirs', 'union')
            OR pg_catalog.jsonb_typeof(m.metadata) <> 'object'
            OR (m.status = 'open') <> (m.ended_at IS NULL)
        UNION ALL
        SELECT 'merge conflict ' || c.id, 'What is kept of its resolution does not fit together.'
        FROM gitversion.merge_conflicts c
        WHERE (c.resolved_at IS NULL) <> (c.resolution_strategy IS NULL) OR c.object_name = ''
            OR (c.resolved_at IS NULL) <> (c.resolved_by IS NULL)
            OR c.resolved_version IS NOT NULL AND c.resolved_at IS NULL
            OR pg_catalog.jsonb_typeof(c.detail) <> 'object'
        UNION ALL
        SELECT 'event ' || e.id, 'It is no event of a statement.' FROM gitversion.ddl_events e
        WHERE e.event NOT IN ('ddl_command_end', 'sql_drop', 'gitversion') OR e.command_tag = ''
            OR e.transaction_id > greatest(pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot()),
                    pg_catalog.pg_current_xact_id_if_assigned())
                AND e.commit_id IS NULL AND NOT pg_catalog.pg_is_in_recovery()
        UNION ALL
        SELECT 'definition ' || t.printed_hash, 'It is no hash of a definition.'
        FROM gitversion.settled_texts t WHERE t.printed_hash !~ '^[0-9a-f]{64}$'
        UNION ALL
        SELECT 'state of branch ' || b.branch_name, 'It is not of what this server can have noted.'
        FROM gitversion.branch_states s JOIN gitversion.branches b ON b.id = s.branch_id
        WHERE s.cluster_id = (SELECT c.system_identifier FROM pg_catalog.pg_control_system() c)
          AND (s.horizon > pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())
            OR pg_catalog.cardinality(s.counts) <> 11 OR s.command < 0 OR s.own IS NULL <> (s.horizon IS NULL))
    )
    SELECT 'error', f.what, f.detail FROM fault f;
END;
COMMENT ON FUNCTION gitversion_internal.fsck_rows() IS
    'fsck of tags, remote branches, stashes, patterns, merges, events and what is noted of branches; internal';

CREATE FUNCTION gitversion_internal.fsck_parked() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'notice', 'parked ' || k.path,
        CASE WHEN k.kept_as IS NOT NULL AND c.oid IS NULL
            THEN pg_catalog.format('Table %I.%I with its values is gone.', n.schema, k.kept_as)
            ELSE 'Its time is over: gitversion.gc() drops it.' END
    FROM gitversion.parked k
    CROSS JOIN LATERAL (SELECT gitversion_internal.keep_schema(k.branch_id)) n (schema)
    LEFT JOIN (pg_catalog.pg_namespace s JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid)
        ON s.nspname = n.schema AND c.relname = k.kept_as
    WHERE k.keep_until < pg_catalog.now() OR k.kept_as IS NOT NULL AND c.oid IS NULL
    UNION ALL
    SELECT 'notice', pg_catalog.format('table %I.%I', s.nspname, c.relname), 'No merge has put it there.'
    FROM gitversion.branches b
    JOIN pg_catalog.pg_namespace s ON s.nspname = gitversion_internal.keep_schema(b.id)
    JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid AND c.relkind = 'r'
    WHERE NOT EXISTS (SELECT FROM gitversion.parked k WHERE k.branch_id = b.id AND k.kept_as = c.relname);
END;
COMMENT ON FUNCTION gitversion_internal.fsck_parked() IS
    'what merges kept of dropped tables and columns, and what lies beside it; internal';
