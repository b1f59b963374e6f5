-- Mending what can be told from what is left: never by guessing.
CREATE FUNCTION gitversion_internal.repair_branch(p_branch gitversion.branches)
RETURNS TABLE (what text, result text, detail text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_fault text;
    v_hash text;
    v_is_clean boolean;
BEGIN
    what := 'branch ' || p_branch.branch_name;
    v_hash := gitversion.compute_tree_hash(p_branch.schema_name);
    v_is_clean := v_hash = (SELECT c.tree_hash FROM gitversion.commits c WHERE c.id = p_branch.head_commit_id);
    v_fault := gitversion_internal.identity_fault(p_branch, v_is_clean);
    IF v_fault LIKE 'Its objects are in schema%' THEN
        RETURN QUERY SELECT what, 'not mended', v_fault || ' Its schema_name is wrong, or all of it was moved.';
    ELSIF v_fault IS NOT NULL OR EXISTS (SELECT FROM gitversion_internal.fsck_rows() f
            WHERE f.what = 'state of branch ' || p_branch.branch_name) THEN
        -- Without them objects are known by name, until they are noted again by the next status or commit.
        DELETE FROM gitversion_internal.branch_states s WHERE s.branch_id = p_branch.id;
        DELETE FROM gitversion_internal.object_identities i WHERE i.branch_id = p_branch.id;
        IF v_is_clean THEN
            PERFORM gitversion_internal.status(p_branch.branch_name, false);
        END IF;
        RETURN QUERY SELECT what, 'mended', CASE WHEN v_is_clean THEN 'Its objects are noted as they are.'
            ELSE 'Its objects are known by name until the next commit: a rename since the head is a new object.' END;
    END IF;
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    END IF;
    RETURN QUERY SELECT what, 'not mended', pg_catalog.format('Its schema cannot be read: %s (%s).', SQLERRM, SQLSTATE);
END
$$;
COMMENT ON FUNCTION gitversion_internal.repair_branch(gitversion.branches) IS
    'repair of what is noted of the objects of a branch; internal';

CREATE FUNCTION gitversion_internal.store_live(p_schema text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.storeLive(java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.store_live(text) IS
    'stores the documents of a live schema and returns the roots of its tree and layout; internal';

-- An admin need not be able to set sequences to what he likes.
CREATE FUNCTION gitversion_internal.advance_own_sequences() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    FOR v IN SELECT f.what AS sequence FROM gitversion_internal.fsck_sequences() f LOOP
        EXECUTE (SELECT format('SELECT setval(%L, (SELECT max(%I) FROM %s))', s.oid::regclass, a.attname,
                d.refobjid::regclass)
            FROM pg_class s JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid
                AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE s.relnamespace = 'gitversion'::regnamespace AND 'sequence ' || s.relname = v.sequence);
        RETURN NEXT v.sequence;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.advance_own_sequences() IS
    'brings sequences that would give an id again behind the highest one, and names them; internal';
ALTER FUNCTION gitversion_internal.advance_own_sequences() OWNER TO gitversion_recorder;
REVOKE EXECUTE ON FUNCTION gitversion_internal.advance_own_sequences() FROM PUBLIC;
GRANT SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA gitversion TO gitversion_recorder;
GRANT SELECT ON ALL TABLES IN SCHEMA gitversion TO gitversion_recorder;

CREATE FUNCTION gitversion_internal.repair_rows() RETURNS TABLE (what text, result text, detail text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    RETURN QUERY SELECT m, 'mended', 'It gives ids behind those that are taken.'
        FROM gitversion_internal.advance_own_sequences() m;
    FOR v IN
        WITH made AS (
            INSERT INTO gitversion_internal.new_branch_locks
            SELECT b.id, q.is_queue FROM gitversion.branches b, (VALUES (false), (true)) q (is_queue)
            WHERE b.is_active ON CONFLICT DO NOTHING RETURNING branch_id
        ) SELECT DISTINCT b.branch_name FROM made m JOIN gitversion.branches b ON b.id = m.branch_id
    LOOP
        RETURN QUERY VALUES ('branch ' || v.branch_name, 'mended', 'Its rows in branch_locks are there again.');
    END LOOP;
    FOR v IN
        WITH made AS (
            INSERT INTO gitversion_internal.object_references (content_hash, commit_id)
            SELECT h.hash, c.id FROM gitversion.commits c,
                unnest(ARRAY[c.commit_hash, c.tree_hash, c.layout_hash]) h (hash)
            WHERE h.hash IS NOT NULL AND EXISTS (SELECT FROM gitversion_internal.fsck_commits() f
                WHERE f.id = c.id AND f.detail LIKE 'object_references %')
            ON CONFLICT (commit_id, content_hash) DO UPDATE SET reference_count = 1 RETURNING commit_id
        ) SELECT DISTINCT m.commit_id FROM made m
    LOOP
        RETURN QUERY VALUES ('commit ' || v.commit_id, 'mended', 'object_references has what it names.');
    END LOOP;
    FOR v IN
        UPDATE gitversion_internal.ignore_patterns p SET is_negated = p.pattern LIKE '!%',
            expression = gitversion_internal.pattern_expression(ltrim(p.pattern, '!'))
        WHERE 'ignored pattern ' || p.pattern IN (SELECT f.what FROM gitversion_internal.fsck_rows() f)
        RETURNING p.pattern
    LOOP
        DELETE FROM gitversion_internal.branch_states;
        RETURN QUERY VALUES ('ignored pattern ' || v.pattern, 'mended', 'It means what it says.');
    END LOOP;
    DELETE FROM gitversion_internal.object_identities i WHERE NOT EXISTS (
        SELECT FROM gitversion.branches b WHERE b.id = i.branch_id AND b.is_active);
    DELETE FROM gitversion_internal.branch_states s WHERE NOT EXISTS (
        SELECT FROM gitversion.branches b WHERE b.id = s.branch_id AND b.is_active)
        OR NOT EXISTS (SELECT FROM gitversion.commits c WHERE c.id = s.commit_id);
END
$$;
COMMENT ON FUNCTION gitversion_internal.repair_rows() IS
    'repair of sequences, locks, references, patterns and what is noted of branches that are gone; internal';

CREATE FUNCTION gitversion.repair() RETURNS TABLE (what text, result text, detail text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch gitversion.branches;
    v_missing text[];
    v_roots text[];
BEGIN
    PERFORM gitversion_internal.writable();
    PERFORM gitversion_internal.lock_alone(0);
    RETURN QUERY SELECT * FROM gitversion_internal.repair_rows();
    FOREACH v_branch IN ARRAY ARRAY(SELECT b FROM gitversion.branches b WHERE b.is_active ORDER BY b.id) LOOP
        PERFORM gitversion_internal.lock_alone(v_branch.id);
    END LOOP;
    v_missing := ARRAY(SELECT f.what FROM gitversion_internal.fsck_contents('{}') f WHERE f.detail LIKE 'It is missing%');
    IF v_missing <> '{}' THEN
        -- What live schemas still say is stored again under the hash that it has; nothing leads to the rest.
        FOREACH v_branch IN ARRAY ARRAY(SELECT b FROM gitversion.branches b WHERE b.is_active ORDER BY b.id) LOOP
            v_roots := pg_catalog.string_to_array(gitversion_internal.store_live(v_branch.schema_name), ' ');
        END LOOP;
        RETURN QUERY SELECT m.what, 'mended', 'A live schema has it.'
            FROM pg_catalog.unnest(v_missing) m (what)
            WHERE m.what NOT IN (SELECT f.what FROM gitversion_internal.fsck_contents('{}') f);
    END IF;
    FOREACH v_branch IN ARRAY ARRAY(SELECT b FROM gitversion.branches b
            WHERE b.is_active AND b.head_commit_id IS NOT NULL ORDER BY b.id) LOOP
        RETURN QUERY SELECT * FROM gitversion_internal.repair_branch(v_branch);
    END LOOP;
    RETURN QUERY SELECT f.what, 'not mended', f.detail FROM gitversion.fsck() f
        WHERE f.severity = 'error' AND f.detail NOT LIKE 'Its schema cannot be read%'
          AND f.detail NOT LIKE 'Its objects are in schema%';
END
$$;
COMMENT ON FUNCTION gitversion.repair() IS
    'mends what the live schemas, the rows that are left or the documents still tell: objects noted of '
    'branches, locks, references, sequences, patterns, documents that a live schema has; lists what was '
    'mended, and what was not';
