-- fsck as a whole.
-- What is noted of the objects of a head against the schema.
CREATE FUNCTION gitversion_internal.identity_fault(p_branch gitversion.branches, p_is_clean boolean) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    v_cluster bigint := (SELECT c.system_identifier FROM pg_catalog.pg_control_system() c);
    v_is_noted boolean := EXISTS (SELECT FROM gitversion.branch_states s WHERE s.branch_id = p_branch.id
        AND s.commit_id = p_branch.head_commit_id AND s.cluster_id = v_cluster);
    v_path text;
    v_schema text;
BEGIN
    v_path := (SELECT pg_catalog.min(i.path) FROM gitversion.object_identities i
        WHERE i.branch_id = p_branch.id AND i.cluster_id = v_cluster AND i.objid <> 0
        GROUP BY i.classid, i.objid, i.objsubid, i.kind HAVING pg_catalog.count(*) > 1 LIMIT 1);
    IF v_path IS NOT NULL THEN
        RETURN pg_catalog.format('object_identities has the object of %s at another path too.', v_path);
    END IF;
    SELECT pg_catalog.min(n.nspname) INTO v_schema
    FROM gitversion.object_identities i JOIN pg_catalog.pg_class c ON c.oid = i.objid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE i.branch_id = p_branch.id AND i.cluster_id = v_cluster
      AND i.classid = 'pg_catalog.pg_class'::regclass
    HAVING pg_catalog.count(*) FILTER (WHERE n.nspname = p_branch.schema_name) = 0;
    IF v_schema IS NOT NULL THEN
        RETURN pg_catalog.format('Its objects are in schema "%s", not in "%s".', v_schema, p_branch.schema_name);
    ELSIF NOT p_is_clean THEN
        RETURN NULL;
    END IF;
    WITH live AS MATERIALIZED (
        SELECT l.* FROM gitversion_internal.live_objects(p_branch.schema_name, NULL) l WHERE l.path IS NOT NULL
    ), known AS MATERIALIZED (
        SELECT i.* FROM gitversion.object_identities i
        WHERE i.branch_id = p_branch.id AND i.cluster_id = v_cluster
    )
    SELECT pg_catalog.min(coalesce(k.path, l.path COLLATE "C")) INTO v_path
    FROM live l FULL JOIN known k ON k.path = l.path
    WHERE CASE WHEN k.path IS NULL THEN v_is_noted WHEN l.path IS NULL THEN true
        ELSE (k.classid, k.objid, k.objsubid) <> (l.classid, l.objid, l.objsubid)
            OR k.kind IS NOT NULL AND k.kind <> l.kind
            OR k.is_other AND (k.definition, k.privileges) = (l.definition, l.privileges)
            OR v_is_noted AND NOT k.is_other
                AND (k.kind, k.definition, k.privileges) IS DISTINCT FROM (l.kind, l.definition, l.privileges)
        END;
    RETURN 'What object_identities has of ' || v_path || ' does not fit.';
END
$$;
COMMENT ON FUNCTION gitversion_internal.identity_fault(gitversion.branches, boolean) IS
    'what is wrong with the objects that are noted of the head of a branch; p_is_clean: whether its schema '
    'is that of the head; internal';

-- The schema against the head, and what is noted of the head against the schema: where both are the same,
-- each object is noted as it is.
CREATE FUNCTION gitversion_internal.fsck_branch(p_branch gitversion.branches)
RETURNS TABLE (severity text, what text, detail text) LANGUAGE plpgsql AS $$
DECLARE
    v_hash text;
    v_is_clean boolean;
    v_fault text;
BEGIN
    -- What can be seen decides how PostgreSQL names it.
    IF NOT pg_catalog.has_schema_privilege(
            pg_catalog.to_regnamespace(pg_catalog.quote_ident((p_branch).schema_name)), 'USAGE') THEN
        RETURN QUERY SELECT 'notice', 'branch ' || (p_branch).branch_name,
            pg_catalog.format('It was not compared with its schema: role %I takes USAGE on %I.',
                current_user, (p_branch).schema_name);
        RETURN;
    END IF;
    v_hash := gitversion.compute_tree_hash((p_branch).schema_name);
    v_is_clean := v_hash = (SELECT c.tree_hash FROM gitversion.commits c WHERE c.id = (p_branch).head_commit_id);
    v_fault := gitversion_internal.identity_fault(p_branch, v_is_clean);
    IF v_fault IS NOT NULL THEN
        RETURN QUERY SELECT 'error', 'branch ' || (p_branch).branch_name, v_fault;
    ELSIF NOT v_is_clean THEN
        RETURN QUERY SELECT 'notice', 'branch ' || (p_branch).branch_name, 'It has uncommitted changes.';
    END IF;
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
DECLARE
    v_detail text;
    v_is_denied boolean;
BEGIN
    PERFORM gitversion_internal.rebuild(p_tree_hash, p_layout_hash);
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    END IF;
    -- Privileges that are lacking say nothing of what is stored.
    GET STACKED DIAGNOSTICS v_detail = PG_EXCEPTION_DETAIL;
    v_is_denied := SQLSTATE IN ('42501', 'VC046') OR pg_catalog.starts_with(v_detail, 'SQLSTATE 42501 ');
    RETURN QUERY
        SELECT CASE WHEN v_is_denied THEN 'notice' ELSE 'error' END, 'commit ' || c.id,
            pg_catalog.format(CASE WHEN v_is_denied THEN 'Its state was not checked by role %3$I: %1$s (%2$s).'
                ELSE 'Its state cannot be built: %1$s (%2$s).' END, SQLERRM, SQLSTATE, current_user)
        FROM gitversion.commits c
        WHERE c.tree_hash = p_tree_hash AND c.layout_hash IS NOT DISTINCT FROM p_layout_hash
        ORDER BY c.id;
END
$$;
COMMENT ON FUNCTION gitversion_internal.fsck_state(text, text) IS
    'builds the state of commits in a dry run; internal';

CREATE FUNCTION gitversion.fsck(p_deep boolean DEFAULT false)
RETURNS TABLE (severity text, what text, detail text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    v_branch gitversion.branches;
    v_state text[];
    v_wrong integer[];
    v_named text[];
    v_all bigint := 0;
    v_documents bigint;
BEGIN
    IF p_deep IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_deep is NULL',
            'It says whether every state is built in a dry run.', 'Give true or false.');
    END IF;
    IF p_deep THEN
        PERFORM gitversion_internal.writable();
    END IF;
    RETURN QUERY SELECT * FROM gitversion_internal.fsck_references()
        UNION ALL SELECT * FROM gitversion_internal.fsck_sequences()
        UNION ALL SELECT * FROM gitversion_internal.fsck_rows();
    GET DIAGNOSTICS v_all = ROW_COUNT;
    v_named := ARRAY(SELECT f.what FROM gitversion_internal.fsck_branches() f);
    RETURN QUERY SELECT * FROM gitversion_internal.fsck_branches() WHERE v_named <> '{}';
    v_wrong := ARRAY(SELECT c.id FROM gitversion_internal.fsck_commits() c);
    RETURN QUERY SELECT 'error', 'commit ' || c.id, c.detail FROM gitversion_internal.fsck_commits() c
        WHERE v_wrong <> '{}';
    RETURN QUERY SELECT * FROM gitversion_internal.fsck_contents(v_wrong);
    GET DIAGNOSTICS v_documents = ROW_COUNT;
    FOREACH v_branch IN ARRAY ARRAY(SELECT b FROM gitversion.branches b
            WHERE b.is_active AND b.head_commit_id <> ALL (v_wrong)
                AND 'branch ' || b.branch_name <> ALL (v_named) ORDER BY b.id) LOOP
        RETURN QUERY SELECT b.* FROM gitversion_internal.fsck_branch(v_branch) b
            WHERE b.severity = 'error' OR v_all = 0;
    END LOOP;
    IF v_all + v_documents + pg_catalog.cardinality(v_wrong) + pg_catalog.cardinality(v_named) = 0 THEN
        RETURN QUERY SELECT * FROM gitversion_internal.fsck_loose();
        RETURN QUERY SELECT * FROM gitversion_internal.fsck_parked();
    END IF;
    -- States whose documents are at fault cannot be built, and say nothing more.
    IF p_deep AND NOT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') THEN
        RETURN QUERY SELECT 'notice', 'database ' || pg_catalog.current_database(),
            pg_catalog.format('The states of commits were not checked: to build them role %I takes CREATE on it.',
                current_user);
    ELSIF p_deep AND v_documents = 0 AND EXISTS (SELECT FROM gitversion.commits) THEN
        FOREACH v_state SLICE 1 IN ARRAY (
                SELECT pg_catalog.array_agg(DISTINCT ARRAY[c.tree_hash, c.layout_hash])
                FROM gitversion.commits c WHERE c.id <> ALL (v_wrong)) LOOP
            RETURN QUERY SELECT * FROM gitversion_internal.fsck_state(v_state[1], v_state[2]);
        END LOOP;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.fsck(boolean) IS
    'what does not fit together: recomputes every hash and edge, and holds live schemas against '
    'heads; deep also builds every state in a dry run and compares; errors are damage, notices are not';
