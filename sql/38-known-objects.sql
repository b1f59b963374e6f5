-- What was moved out of a branch is known by its identity, and DDL on it waits, is recorded and refused as
-- in the branch. So nobody may say of an object that is in another schema that it is his branch's.
CREATE FUNCTION gitversion_internal.strange_identity(p_branch_id integer, p_classid oid, p_objid oid)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_own text := (SELECT b.schema_name FROM gitversion.branches b WHERE b.id = p_branch_id);
    v_schema text;
BEGIN
    IF p_classid IN ('pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass) THEN
        v_schema := (pg_identify_object_as_address(p_classid, p_objid, 0)).object_names[1];
    ELSIF p_classid = 'pg_class'::regclass THEN
        v_schema := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid = p_objid);
    ELSIF p_classid NOT IN ('pg_cast'::regclass, 'pg_default_acl'::regclass, 'pg_amop'::regclass,
            'pg_amproc'::regclass, 0)
        -- What PostgreSQL knows as an object; tracked rows are none.
        AND EXISTS (SELECT FROM pg_class c WHERE c.oid = p_classid AND c.relnamespace = 'pg_catalog'::regnamespace)
    THEN
        v_own := quote_ident(v_own);
        v_schema := (SELECT coalesce(i.schema, i.identity) FROM pg_identify_object(p_classid, p_objid, 0) i);
    END IF;
    RETURN v_schema <> v_own;
END
$$;
COMMENT ON FUNCTION gitversion_internal.strange_identity(integer, oid, oid) IS
    'whether an object is there and not in the schema of a branch; internal';

-- What the branch knew before stays so. A superuser may say anything, and pays for no check.
CREATE FUNCTION gitversion_internal.on_identities() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    IF (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) THEN
        RETURN NULL;
    ELSIF tg_op = 'UPDATE' THEN
        SELECT d.* INTO v FROM (
            SELECT DISTINCT n.branch_id, n.classid, n.objid FROM written n
            EXCEPT SELECT o.branch_id, o.classid, o.objid FROM before o) d
        WHERE gitversion_internal.strange_identity(d.branch_id, d.classid, d.objid) LIMIT 1;
    ELSE
        SELECT d.* INTO v FROM (SELECT DISTINCT n.branch_id, n.classid, n.objid FROM written n) d
        WHERE gitversion_internal.strange_identity(d.branch_id, d.classid, d.objid) LIMIT 1;
    END IF;
    IF FOUND THEN
        PERFORM gitversion_internal.raise('VC046', format('%s is no object of branch "%s"',
                coalesce(pg_describe_object(v.classid, v.objid, 0), 'an object'),
                (SELECT b.branch_name FROM gitversion.branches b WHERE b.id = v.branch_id)),
            'It is in another schema than the branch.',
            'What a branch consists of is written by the functions of gitversion.');
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_identities() IS
    'trigger; lets nobody say of objects of other schemas that they are of his branch; internal';
DROP TRIGGER IF EXISTS identities_written ON gitversion.object_identities;
CREATE TRIGGER identities_written AFTER INSERT ON gitversion.object_identities
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION gitversion_internal.on_identities();
DROP TRIGGER IF EXISTS identities_changed ON gitversion.object_identities;
CREATE TRIGGER identities_changed AFTER UPDATE ON gitversion.object_identities
    REFERENCING OLD TABLE AS before NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION gitversion_internal.on_identities();
