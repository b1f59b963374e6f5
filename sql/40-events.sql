-- DDL in branches is written down by event triggers. Their function finds out in SQL whether a
-- statement concerns a branch; only then is Java started. It runs with the rights of its owner:
-- whoever may change a branch need not be able to write here. The two functions that read an event
-- are called on its search path.
CREATE FUNCTION gitversion._commanded()
RETURNS TABLE (branch_id integer, command_tag text, classid oid, objid oid, objsubid integer,
    object_type text, object_identity text, names text[])
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
        SELECT b.id, c.command_tag, c.classid, c.objid, c.objsubid, c.object_type,
            c.object_identity,
            (pg_identify_object_as_address(c.classid, c.objid, c.objsubid)).object_names
        FROM pg_event_trigger_ddl_commands() c
        JOIN gitversion.branches b ON b.is_active AND (
            b.schema_name = c.schema_name
            -- Triggers, policies and rules are in the schema of their table.
            OR c.schema_name IS NULL AND c.classid IN (
                    'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass)
                AND b.schema_name = (pg_identify_object_as_address(
                    c.classid, c.objid, c.objsubid)).object_names[1]
            -- What was moved out of a branch is known by its identity.
            OR c.command_tag LIKE 'ALTER %' AND EXISTS (
                SELECT FROM gitversion.object_identities i
                WHERE i.branch_id = b.id AND i.objid = c.objid AND i.classid = c.classid)
            -- GRANT and REVOKE do not say on what; they count for the session's branch.
            OR c.objid IS NULL AND c.command_tag IN ('GRANT', 'REVOKE')
                AND b.schema_name = current_setting('gitversion.current_schema', true))
        WHERE NOT c.in_extension;
END
$$;
COMMENT ON FUNCTION gitversion._commanded() IS
    'the objects of branches that the current ddl_command_end event is about; internal';

CREATE FUNCTION gitversion._dropped()
RETURNS TABLE (branch_id integer, command_tag text, classid oid, objid oid, objsubid integer,
    object_type text, object_identity text, names text[])
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
        SELECT b.id, NULL::text, o.classid, o.objid, o.objsubid, o.object_type, o.object_identity,
            o.address_names
        FROM pg_event_trigger_dropped_objects() o
        JOIN gitversion.branches b
            ON b.is_active AND b.schema_name = coalesce(o.schema_name, o.address_names[1])
        WHERE NOT o.is_temporary AND (o.original OR o.object_type <> 'type');
END
$$;
COMMENT ON FUNCTION gitversion._dropped() IS
    'the objects of branches that the current sql_drop event is about; internal';

CREATE FUNCTION gitversion._record_ddl(p_event text, p_tag text, p_role text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.EventFunctions.record(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._record_ddl(text, text, text) IS
    'writes what the current event is about into ddl_events; internal';

CREATE FUNCTION gitversion._on_ddl() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch_ids integer[];
BEGIN
    IF current_setting('gitversion.internal', true) = 'on' THEN
        RETURN;
    END IF;
    IF tg_event = 'ddl_command_start' THEN
        v_branch_ids := ARRAY(SELECT b.id FROM gitversion.branches b WHERE b.is_active
            AND b.schema_name = current_setting('gitversion.current_schema', true));
    ELSIF tg_event = 'ddl_command_end' AND NOT EXISTS (
        -- The rest is for a few statements only; this is for all.
        SELECT FROM pg_event_trigger_ddl_commands() c
        WHERE c.schema_name IS NULL OR c.schema_name IN (
                SELECT b.schema_name FROM gitversion.branches b WHERE b.is_active)
            OR c.command_tag LIKE 'ALTER %' AND EXISTS (
                SELECT FROM gitversion.object_identities i
                WHERE i.objid = c.objid AND i.classid = c.classid)) THEN
        RETURN;
    ELSIF tg_event = 'sql_drop' AND NOT EXISTS (
        SELECT FROM pg_event_trigger_dropped_objects() o
        WHERE coalesce(o.schema_name, o.address_names[1]) IN (
            SELECT b.schema_name FROM gitversion.branches b WHERE b.is_active)) THEN
        RETURN;
    ELSIF tg_event = 'sql_drop' THEN
        v_branch_ids := ARRAY(SELECT DISTINCT d.branch_id FROM gitversion._dropped() d ORDER BY 1);
    ELSE
        v_branch_ids := ARRAY(SELECT DISTINCT c.branch_id FROM gitversion._commanded() c ORDER BY 1);
    END IF;
    IF v_branch_ids = '{}' THEN
        RETURN;
    END IF;
    -- The keys of BranchLock: the letters gitv, and the id of the branch.
    PERFORM pg_advisory_xact_lock_shared(1734964342, b.id) FROM unnest(v_branch_ids) AS b (id);
    IF tg_event <> 'ddl_command_start' THEN
        PERFORM gitversion._record_ddl(tg_event, tg_tag,
            coalesce(nullif(current_setting('role', true), 'none'), session_user));
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion._on_ddl() IS 'the event triggers of gitversion';

-- A statement that locks what is there already has to wait for a commit before it does so, else the
-- two could wait for each other. What it will touch is not known yet: the session's branch is locked.
CREATE EVENT TRIGGER gitversion_ddl_command_start ON ddl_command_start
    WHEN TAG IN ('ALTER TABLE', 'ALTER VIEW', 'ALTER MATERIALIZED VIEW', 'ALTER INDEX',
        'ALTER SEQUENCE', 'ALTER TYPE', 'ALTER DOMAIN', 'ALTER FUNCTION', 'ALTER TRIGGER',
        'ALTER POLICY', 'ALTER RULE', 'CREATE INDEX', 'CREATE TRIGGER', 'CREATE RULE',
        'CREATE POLICY', 'CREATE VIEW', 'CREATE FUNCTION', 'DROP TABLE', 'DROP VIEW',
        'DROP MATERIALIZED VIEW', 'DROP INDEX', 'DROP SEQUENCE', 'DROP TYPE', 'DROP DOMAIN',
        'DROP FUNCTION', 'DROP TRIGGER', 'DROP RULE', 'DROP POLICY')
    EXECUTE FUNCTION gitversion._on_ddl();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_start IS 'makes DDL wait for a commit of its branch';
CREATE EVENT TRIGGER gitversion_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION gitversion._on_ddl();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_end IS 'writes down DDL in branches';
CREATE EVENT TRIGGER gitversion_sql_drop ON sql_drop EXECUTE FUNCTION gitversion._on_ddl();
COMMENT ON EVENT TRIGGER gitversion_sql_drop IS 'writes down what is dropped in branches';
