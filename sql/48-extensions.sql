-- Members of extensions, which are in no branch, and other objects that are not read by themselves.
CREATE FUNCTION gitversion_internal.extension_schema() RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT n.nspname::text FROM pg_catalog.pg_namespace n
    WHERE n.nspname = coalesce((SELECT r.schema_name FROM gitversion.branches r
            WHERE r.parent_branch_id IS NULL AND r.is_active ORDER BY r.id LIMIT 1), 'public')
      AND EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extnamespace = n.oid);
END;
COMMENT ON FUNCTION gitversion_internal.extension_schema() IS
    'the schema of the root branch, public before there is one, where extensions have members in it; '
    'internal';

CREATE FUNCTION gitversion_internal.member_names(p_schema text) RETURNS text[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_schema oid := (SELECT n.oid FROM pg_namespace n
        WHERE n.nspname = p_schema AND p_schema = gitversion_internal.extension_schema());
BEGIN
    IF v_schema IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT x.name FROM (
            SELECT 'pg_proc'::regclass::oid AS classid, oid AS objid, proname AS name FROM pg_proc
            WHERE pronamespace = v_schema
            UNION ALL SELECT 'pg_type'::regclass, oid, typname FROM pg_type WHERE typnamespace = v_schema
                AND (typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = typrelid AND c.relkind = 'c'))
            UNION ALL SELECT 'pg_class'::regclass, oid, relname FROM pg_class
            WHERE relnamespace = v_schema AND relkind <> 'c'
            UNION ALL SELECT 'pg_operator'::regclass, oid, oprname FROM pg_operator
            WHERE oprnamespace = v_schema
            UNION ALL SELECT 'pg_opclass'::regclass, oid, opcname FROM pg_opclass
            WHERE opcnamespace = v_schema
            UNION ALL SELECT 'pg_collation'::regclass, oid, collname FROM pg_collation
            WHERE collnamespace = v_schema
            UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgname FROM pg_ts_config
            WHERE cfgnamespace = v_schema
            UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictname FROM pg_ts_dict
            WHERE dictnamespace = v_schema) x
        GROUP BY x.name
        HAVING bool_and((x.classid, x.objid) IN (SELECT d.classid, d.objid FROM pg_depend d
            WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e')));
END
$$;
COMMENT ON FUNCTION gitversion_internal.member_names(text) IS
    'the names that, in the schema where extensions have members beside a branch, are those of members '
    'alone; none of other schemas; internal';

CREATE FUNCTION gitversion_internal.has_rare(p_roots oid[]) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM gitversion_internal.rare_objects o WHERE o.oid = ANY (p_roots));
END;
COMMENT ON FUNCTION gitversion_internal.has_rare(oid[]) IS
    'whether any of the given objects is of a kind that is not read by itself; internal';

CREATE FUNCTION gitversion_internal.has_member(p_roots oid[]) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
          AND d.objid = ANY (p_roots));
END;
COMMENT ON FUNCTION gitversion_internal.has_member(oid[]) IS
    'whether any of the given objects is a member of an extension; internal';
