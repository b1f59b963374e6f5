-- What DDL makes refer to the schema of another branch, which commit would refuse (VC018), is refused when
-- it is made. Only references that the statement wrote count: what was let through before can be mended.
CREATE FUNCTION gitversion_internal.references_to_others(p_branch_ids integer[])
RETURNS TABLE (object text, branch_id integer, reference text, other_id integer)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_transaction bigint := pg_current_xact_id_if_assigned()::text::bigint;
BEGIN
    RETURN QUERY
        WITH object AS MATERIALIZED (
            SELECT DISTINCT c.classid, c.objid, c.branch_id FROM gitversion_internal.commanded() c
            WHERE c.branch_id = ANY (p_branch_ids) AND c.objid IS NOT NULL
        ), part AS MATERIALIZED (
            -- Defaults, constraints, rules, triggers and policies are on the object.
            SELECT o.classid, o.objid, o.branch_id FROM object o
            UNION SELECT d.classid, d.objid, o.branch_id
            FROM object o JOIN pg_depend d ON d.refclassid = o.classid AND d.refobjid = o.objid
            WHERE d.deptype IN ('a', 'i')
        ), written AS MATERIALIZED (
            SELECT DISTINCT p.classid, p.objid, p.branch_id, d.refclassid, d.refobjid
            FROM part p JOIN pg_depend d ON d.classid = p.classid AND d.objid = p.objid
            WHERE d.refclassid <> 'pg_namespace'::regclass
              AND d.xmin::text::bigint >= v_transaction % 4294967296
        ), referred AS MATERIALIZED (
            SELECT w.*, CASE w.refclassid
                WHEN 'pg_class'::regclass THEN (SELECT c.relnamespace FROM pg_class c WHERE c.oid = w.refobjid)
                WHEN 'pg_type'::regclass THEN (SELECT t.typnamespace FROM pg_type t WHERE t.oid = w.refobjid)
                WHEN 'pg_proc'::regclass THEN (SELECT p.pronamespace FROM pg_proc p WHERE p.oid = w.refobjid)
                ELSE to_regnamespace((pg_identify_object(w.refclassid, w.refobjid, 0)).schema)::oid
                END AS namespace
            FROM written w
        )
        SELECT pg_describe_object(r.classid, r.objid, 0), r.branch_id,
            pg_describe_object(r.refclassid, r.refobjid, 0), b.id
        FROM referred r
        JOIN pg_namespace n ON n.oid = r.namespace
        JOIN gitversion.branches b ON b.is_active AND b.schema_name = n.nspname AND b.id <> r.branch_id
        WHERE b.parent_branch_id IS NOT NULL
            OR NOT EXISTS (SELECT FROM gitversion_internal.addresses_of_members(r.refclassid, r.refobjid))
        ORDER BY 1, 3;
END
$$;
COMMENT ON FUNCTION gitversion_internal.references_to_others(integer[]) IS
    'what the objects of the current ddl_command_end event, and what is on them, began to refer to in the '
    'schemas of other branches, but for members of extensions in that of the root; internal';

-- An array or row type is a member by what it is made for.
CREATE FUNCTION gitversion_internal.addresses_of_members(p_classid oid, p_objid oid) RETURNS SETOF oid
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
        SELECT d.objid FROM pg_depend d WHERE d.classid = p_classid AND d.objid = p_objid AND d.deptype = 'e'
        UNION ALL
        SELECT e.objid FROM pg_depend d
        JOIN pg_depend e ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
        WHERE d.classid = p_classid AND d.objid = p_objid AND d.deptype = 'i';
END
$$;
COMMENT ON FUNCTION gitversion_internal.addresses_of_members(oid, oid) IS
    'the members of extensions that an object is or is a part of; internal';

CREATE FUNCTION gitversion_internal.guard_references(p_event text, p_tag text, p_branch_ids integer[])
RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    v_mode text := lower(coalesce(current_setting('gitversion.guard', true), 'on'));
    v record;
    v_texts text[];
BEGIN
    IF p_event <> 'ddl_command_end' OR p_branch_ids IS NULL OR v_mode IN ('off', 'false', 'no', '0')
        OR p_tag IN ('COMMENT', 'GRANT', 'REVOKE', 'SECURITY LABEL', 'REFRESH MATERIALIZED VIEW')
        OR (SELECT count(*) FROM gitversion.branches b WHERE b.is_active) < 2 THEN
        RETURN NULL;
    END IF;
    SELECT r.object, r.reference, b.branch_name, o.branch_name AS other_name, o.schema_name AS other_schema
    INTO v
    FROM gitversion_internal.references_to_others(p_branch_ids) r
    JOIN gitversion.branches b ON b.id = r.branch_id
    JOIN gitversion.branches o ON o.id = r.other_id LIMIT 1;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    v_texts := ARRAY[
        format('%s of branch "%s" refers to branch "%s"', v.object, v.branch_name, v.other_name),
        format('It needs %s, which is in schema "%s" of the other branch; it could not be committed.',
            v.reference, v.other_schema),
        format('Leave the schema out of the name, after gitversion.use_branch(%L), to mean what branch "%s" '
            'itself has; SET gitversion.guard = off (or warn) lets it through.', v.branch_name, v.branch_name)];
    IF v_mode = 'warn' THEN
        PERFORM gitversion_internal.warning(v_texts[1], v_texts[2], v_texts[3]);
        RETURN NULL;
    END IF;
    RETURN 'VC018'::text || v_texts;
END
$$;
COMMENT ON FUNCTION gitversion_internal.guard_references(text, text, integer[]) IS
    'the error (SQLSTATE, message, DETAIL, HINT) where what the current event is about began to refer to another '
    'branch, or null and a warning; internal';
