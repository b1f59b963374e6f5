-- A command in one schema may change what is in another one: who attaches a table to one of his own schema as
-- a partition, lets one inherit or alters a type with CASCADE. PostgreSQL names the one side alone.
CREATE FUNCTION gitversion_internal.protected_by_links(p_tag text) RETURNS integer[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_age integer := age(pg_current_xact_id_if_assigned()::xid);
BEGIN
    IF p_tag NOT IN ('ALTER EXTENSION', 'ALTER FOREIGN TABLE', 'ALTER INDEX', 'ALTER TABLE', 'ALTER TYPE',
            'CREATE FOREIGN TABLE', 'CREATE INDEX', 'CREATE TABLE')
        OR NOT EXISTS (SELECT FROM gitversion.branches b WHERE b.is_protected AND b.is_active) THEN
        RETURN NULL;
    END IF;
    RETURN ARRAY(
        WITH named AS MATERIALIZED (
            SELECT DISTINCT c.classid, c.objid FROM pg_event_trigger_ddl_commands() c WHERE c.objid IS NOT NULL
        ), linked (classid, objid, written) AS (
            SELECT 'pg_class'::regclass::oid, i.inhparent, i.xmin FROM named n
            JOIN pg_inherits i ON i.inhrelid = n.objid WHERE n.classid = 'pg_class'::regclass
            UNION ALL SELECT 'pg_class'::regclass, i.inhrelid, i.xmin FROM named n
            JOIN pg_inherits i ON i.inhparent = n.objid WHERE n.classid = 'pg_class'::regclass
            UNION ALL SELECT 'pg_class'::regclass, i.inhrelid, a.xmin FROM named n
            JOIN pg_inherits i ON i.inhparent = n.objid
            JOIN pg_attribute a ON a.attrelid = i.inhrelid WHERE n.classid = 'pg_class'::regclass
            -- Tables that are OF a type.
            UNION ALL SELECT d.classid, d.objid, a.xmin FROM named n
            JOIN pg_class t ON t.oid = n.objid AND t.relkind = 'c'
            JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid = t.reltype
                AND d.classid = 'pg_class'::regclass
            JOIN pg_attribute a ON a.attrelid = d.objid WHERE n.classid = 'pg_class'::regclass
            -- What became a member of an extension, or is none any more.
            UNION ALL SELECT d.classid, d.objid, d.xmin FROM named n
            JOIN pg_depend d ON d.refclassid = n.classid AND d.refobjid = n.objid AND d.deptype = 'e'
            WHERE n.classid = 'pg_extension'::regclass
        )
        SELECT DISTINCT b.id
        FROM linked l
        JOIN gitversion.branches b ON b.is_protected AND b.is_active
            AND b.schema_name IS DISTINCT FROM gitversion_internal.own_work()
            AND b.schema_name = (pg_identify_object(l.classid, l.objid, 0)).schema
        WHERE CASE WHEN age(l.written) <= v_age THEN gitversion_internal.is_own_write(l.written) END);
END
$$;
COMMENT ON FUNCTION gitversion_internal.protected_by_links(text) IS
    'protected branches in which the current ddl_command_end event changed what is tied to an object of another '
    'schema; internal';
