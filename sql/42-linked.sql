-- A command in one schema may change what is in another one: who attaches a table to one of his own schema as
-- a partition, lets one inherit or alters a type with CASCADE. PostgreSQL names the one side alone.
CREATE FUNCTION gitversion_internal.protected_by_links(p_tag text) RETURNS integer[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_age integer := age(pg_current_xact_id_if_assigned()::xid);
BEGIN
    IF p_tag NOT IN ('ALTER EXTENSION', 'ALTER FOREIGN TABLE', 'ALTER INDEX', 'ALTER TABLE', 'ALTER TYPE',
            'CREATE FOREIGN TABLE', 'CREATE INDEX', 'CREATE SCHEMA', 'CREATE TABLE')
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
            AND (b.schema_name = (pg_identify_object(l.classid, l.objid, 0)).schema
                OR l.classid = 'pg_cast'::regclass
                AND b.schema_name = ANY (gitversion_internal.schemas_of_cast(l.objid)))
        WHERE CASE WHEN age(l.written) <= v_age THEN gitversion_internal.is_own_write(l.written) END);
END
$$;
COMMENT ON FUNCTION gitversion_internal.protected_by_links(text) IS
    'protected branches in which the current ddl_command_end event changed what is tied to an object of another '
    'schema; internal';

-- As on_ddl_command_end, for what can be tied to something in another schema. CREATE SCHEMA makes tables, too.
CREATE FUNCTION gitversion_internal.on_ddl_command_end_of_table() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    v_refusal pg_catalog.text[];
BEGIN
    PERFORM FROM pg_catalog.pg_event_trigger_ddl_commands() c, gitversion.branches b
    WHERE b.is_active AND (c.schema_name OPERATOR(pg_catalog.=) b.schema_name OR c.schema_name IS NULL
        OR b.is_protected AND gitversion_internal.is_tied(c.classid, c.objid));
    IF FOUND THEN
        PERFORM FROM gitversion_internal.commands_of_branches;
        IF FOUND THEN
            v_refusal := gitversion_internal.on_ddl_of_branch(tg_event, tg_tag,
                pg_catalog.current_setting('search_path'));
            IF v_refusal[4] OPERATOR(pg_catalog.=) '' THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2], DETAIL = v_refusal[3];
            ELSIF v_refusal IS NOT NULL THEN
                RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                    DETAIL = v_refusal[3], HINT = v_refusal[4];
            END IF;
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_ddl_command_end_of_table() IS
    'event trigger; records CREATE of tables and indexes in branches';
ALTER FUNCTION gitversion_internal.on_ddl_command_end_of_table() OWNER TO gitversion_recorder;

DROP EVENT TRIGGER IF EXISTS gitversion_ddl_command_end_of_table;
CREATE EVENT TRIGGER gitversion_ddl_command_end_of_table ON ddl_command_end
    WHEN TAG IN ('CREATE FOREIGN TABLE', 'CREATE INDEX', 'CREATE SCHEMA', 'CREATE TABLE')
    EXECUTE FUNCTION gitversion_internal.on_ddl_command_end_of_table();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_end_of_table IS
    'records CREATE of tables and indexes in branches';
