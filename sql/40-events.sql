-- DDL in branches is recorded by event triggers, in SQL alone: it neither waits for Java nor fails for
-- it. Each asks a view whether a statement may concern a branch: this is paid by all DDL in the database,
-- so it is one query, with all conditions in it. Only then is more looked at. They run with the rights of
-- their owner: whoever may change a branch need not be able to write here. What gitversion itself does in
-- a branch own_work tells.
CREATE VIEW gitversion_internal.commands_of_branches AS
    SELECT c.objid
    FROM pg_event_trigger_ddl_commands() c
    WHERE c.schema_name IS NULL
        OR c.schema_name = ANY (ARRAY(
            SELECT b.schema_name FROM gitversion.branches b
            WHERE b.is_active AND b.schema_name IS DISTINCT FROM (SELECT gitversion_internal.own_work())));
COMMENT ON VIEW gitversion_internal.commands_of_branches IS
    'what of the current ddl_command_end event may be about branches; internal';

-- With what was moved out of a branch. All of a plan costs, whether a statement gets there or not.
-- OFFSET 0 keeps the planner from reading all identities into a hash table for the one that is wanted.
CREATE VIEW gitversion_internal.alterations_of_branches AS
    SELECT c.objid
    FROM pg_event_trigger_ddl_commands() c
    WHERE c.schema_name IS NULL
        OR c.schema_name = ANY (ARRAY(
            SELECT b.schema_name FROM gitversion.branches b
            WHERE b.is_active AND b.schema_name IS DISTINCT FROM (SELECT gitversion_internal.own_work())))
        OR EXISTS (
            SELECT FROM gitversion.object_identities i
            WHERE i.objid = c.objid AND i.classid = c.classid OFFSET 0);
COMMENT ON VIEW gitversion_internal.alterations_of_branches IS
    'commands_of_branches for ALTER, which may also be about what was in a branch; internal';

CREATE VIEW gitversion_internal.drops_of_branches AS
    SELECT o.objid
    FROM pg_event_trigger_dropped_objects() o
    WHERE coalesce(o.schema_name, o.address_names[CASE o.object_type WHEN 'default acl' THEN 2 ELSE 1 END]) = ANY (ARRAY(
        SELECT b.schema_name FROM gitversion.branches b
        WHERE b.is_active AND b.schema_name IS DISTINCT FROM (SELECT gitversion_internal.own_work())));
COMMENT ON VIEW gitversion_internal.drops_of_branches IS
    'what of the current sql_drop event may be about branches; internal';

-- The two functions that read an event are called on the search path of on_ddl_of_branch.
CREATE FUNCTION gitversion_internal.commanded()
RETURNS TABLE (branch_id integer, command_tag text, classid oid, objid oid, objsubid integer,
    object_type text, object_identity text, names text[])
LANGUAGE plpgsql AS $$
DECLARE
    v_own text := gitversion_internal.own_work();
BEGIN
    RETURN QUERY
        SELECT b.id, c.command_tag, c.classid, c.objid, c.objsubid, c.object_type,
            c.object_identity,
            (pg_identify_object_as_address(c.classid, c.objid, c.objsubid)).object_names
        FROM pg_event_trigger_ddl_commands() c
        JOIN gitversion.branches b ON b.is_active
            AND b.schema_name IS DISTINCT FROM v_own AND (
            b.schema_name = c.schema_name
            -- Triggers, policies and rules are in the schema of their table.
            OR c.schema_name IS NULL AND c.classid IN (
                    'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass)
                AND b.schema_name = (pg_identify_object_as_address(
                    c.classid, c.objid, c.objsubid)).object_names[1]
            -- What was moved out of a branch is known by its identity.
            OR c.command_tag LIKE 'ALTER %' AND EXISTS (
                SELECT FROM gitversion.object_identities i
                WHERE i.branch_id + 0 = b.id AND i.objid = c.objid AND i.classid = c.classid
                  AND i.cluster_id = (SELECT s.system_identifier FROM pg_control_system() s)
                OFFSET 0)
            -- GRANT and REVOKE do not say on what; they count for the session's branch, if it is that one.
            OR c.objid IS NULL AND c.command_tag IN ('GRANT', 'REVOKE')
                AND b.schema_name = current_setting('gitversion.current_schema', true)
                AND b.schema_name = gitversion_internal.granted_in(c.object_type))
        WHERE NOT c.in_extension;
END
$$;
COMMENT ON FUNCTION gitversion_internal.commanded() IS
    'the objects of branches that the current ddl_command_end event is about; internal';

CREATE FUNCTION gitversion_internal.dropped()
RETURNS TABLE (branch_id integer, command_tag text, classid oid, objid oid, objsubid integer,
    object_type text, object_identity text, names text[])
LANGUAGE plpgsql AS $$
DECLARE
    v_own text := gitversion_internal.own_work();
BEGIN
    RETURN QUERY
        SELECT b.id, NULL::text, o.classid, o.objid, o.objsubid, o.object_type, o.object_identity,
            o.address_names
        FROM pg_event_trigger_dropped_objects() o
        JOIN gitversion.branches b
            ON b.is_active AND b.schema_name IS DISTINCT FROM v_own
                AND b.schema_name = coalesce(o.schema_name,
                    o.address_names[CASE o.object_type WHEN 'default acl' THEN 2 ELSE 1 END])
        WHERE NOT o.is_temporary AND (o.original OR o.object_type <> 'type');
END
$$;
COMMENT ON FUNCTION gitversion_internal.dropped() IS
    'the objects of branches that the current sql_drop event is about; internal';
