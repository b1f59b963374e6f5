CREATE FUNCTION gitversion_internal.is_tied(p_classid oid, p_objid oid) RETURNS boolean
LANGUAGE plpgsql STABLE COST 1 AS $$
BEGIN
    RETURN p_classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::regclass
        OR p_classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::regclass AND (
            EXISTS (SELECT FROM pg_catalog.pg_inherits i
                WHERE i.inhrelid OPERATOR(pg_catalog.=) p_objid OR i.inhparent OPERATOR(pg_catalog.=) p_objid)
            OR EXISTS (SELECT FROM pg_catalog.pg_class c
                WHERE c.oid OPERATOR(pg_catalog.=) p_objid AND c.relkind OPERATOR(pg_catalog.=) 'c'));
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_tied(oid, oid) IS
    'whether a command may change something else with an object; internal';

-- A cast is in no schema, but belongs to those of its types, unless these are members of an extension, which
-- stand in the schema of the root for all.
CREATE FUNCTION gitversion_internal.schemas_of_cast(p_objid oid) RETURNS text[]
LANGUAGE plpgsql STABLE COST 1 AS $$
BEGIN
    RETURN ARRAY(SELECT n.nspname
        FROM pg_catalog.pg_cast k, pg_catalog.unnest(ARRAY[k.castsource, k.casttarget]) u (type)
        JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) u.type
        JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.typnamespace
        WHERE k.oid OPERATOR(pg_catalog.=) p_objid AND NOT gitversion_internal.is_member_type(t.oid));
END
$$;
COMMENT ON FUNCTION gitversion_internal.schemas_of_cast(oid) IS
    'the schemas of the types that a cast is from and to, but for members of extensions; internal';

CREATE FUNCTION gitversion_internal.is_member_type(p_type oid) RETURNS boolean
LANGUAGE plpgsql STABLE COST 1 AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
          AND d.objid OPERATOR(pg_catalog.=) p_type AND d.deptype OPERATOR(pg_catalog.=) 'e');
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_member_type(oid) IS 'whether an extension has a type; internal';

CREATE FUNCTION gitversion_internal.is_of_type_in(p_type text, p_names text[], p_args text[], p_schema text)
RETURNS boolean LANGUAGE plpgsql STABLE COST 1 AS $$
BEGIN
    RETURN p_type OPERATOR(pg_catalog.=) 'cast' AND EXISTS (
        SELECT FROM pg_catalog.unnest(ARRAY[p_names[1], p_args[1]]) t (name)
        WHERE pg_catalog.starts_with(t.name, pg_catalog.concat(pg_catalog.quote_ident(p_schema), '.'))
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_type m
            WHERE m.typnamespace OPERATOR(pg_catalog.=) (SELECT n.oid FROM pg_catalog.pg_namespace n
                WHERE n.nspname OPERATOR(pg_catalog.=) p_schema)
              AND t.name OPERATOR(pg_catalog.=) pg_catalog.concat(
                pg_catalog.quote_ident(p_schema), '.', pg_catalog.quote_ident(m.typname))
              AND gitversion_internal.is_member_type(m.oid)));
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_of_type_in(text, text[], text[], text) IS
    'whether what was dropped is a cast from or to a type of a schema, but for members of extensions; internal';

-- DDL in branches is recorded by event triggers, in SQL alone: it neither waits for Java nor fails for
-- it. All DDL in the database pays for their first query, which lets through what has no schema of its own or
-- is of the schema of a branch; these views then tell what may concern one. They run with the rights of their
-- owner: whoever may change a branch need not be able to write here. What gitversion itself does in a branch
-- own_work tells. Triggers, policies and rules are in the schema of their table. GRANT and REVOKE do not say on
-- what: they matter to a session that works on a branch, by use_branch or by its search path.
CREATE VIEW gitversion_internal.commands_of_branches AS
    SELECT c.objid
    FROM pg_event_trigger_ddl_commands() c
    WHERE coalesce(c.schema_name, CASE WHEN c.classid IN (
            'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass) THEN
            (pg_identify_object_as_address(c.classid, c.objid, c.objsubid)).object_names[1] END) = ANY (ARRAY(
                SELECT b.schema_name FROM gitversion.branches b
                WHERE b.is_active AND b.schema_name IS DISTINCT FROM (SELECT gitversion_internal.own_work())))
        OR c.objid IS NULL AND EXISTS (
            SELECT FROM gitversion.branches b
            WHERE b.is_active AND (b.schema_name = current_setting('gitversion.current_schema', true)
                OR b.schema_name IN (session_user, current_setting('role'))
                OR strpos(lower(current_setting('search_path')), lower(replace(b.schema_name, '"', '""'))) > 0))
        OR c.classid = 'pg_cast'::regclass AND EXISTS (
            SELECT FROM gitversion.branches b
            WHERE b.is_active AND b.schema_name = ANY (gitversion_internal.schemas_of_cast(c.objid)))
        OR gitversion_internal.is_tied(c.classid, c.objid);
COMMENT ON VIEW gitversion_internal.commands_of_branches IS
    'what of the current ddl_command_end event may be about branches; internal';

-- With what was moved out of a branch.
CREATE VIEW gitversion_internal.alterations_of_branches AS
    SELECT c.objid FROM gitversion_internal.commands_of_branches c
    UNION ALL
    SELECT c.objid
    FROM pg_event_trigger_ddl_commands() c
    WHERE EXISTS (
        SELECT FROM gitversion.object_identities i WHERE i.objid = c.objid AND i.classid = c.classid OFFSET 0);
COMMENT ON VIEW gitversion_internal.alterations_of_branches IS
    'commands_of_branches for ALTER, which may also be about what was in a branch; internal';

CREATE VIEW gitversion_internal.drops_of_branches AS
    SELECT o.objid
    FROM pg_event_trigger_dropped_objects() o
    WHERE coalesce(o.schema_name, o.address_names[CASE WHEN o.object_type IN ('default acl',
        'function of access method', 'operator of access method') THEN 2 ELSE 1 END]) = ANY (ARRAY(
        SELECT b.schema_name FROM gitversion.branches b
        WHERE b.is_active AND b.schema_name IS DISTINCT FROM (SELECT gitversion_internal.own_work())))
        OR EXISTS (SELECT FROM gitversion.branches b WHERE b.is_active AND gitversion_internal.is_of_type_in(
            o.object_type, o.address_names, o.address_args, b.schema_name));
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
            OR c.classid = 'pg_cast'::regclass
                AND b.schema_name = ANY (gitversion_internal.schemas_of_cast(c.objid))
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
                AND (b.schema_name = coalesce(o.schema_name,
                    o.address_names[CASE WHEN o.object_type IN ('default acl',
                        'function of access method', 'operator of access method') THEN 2 ELSE 1 END])
                OR gitversion_internal.is_of_type_in(
                    o.object_type, o.address_names, o.address_args, b.schema_name))
        WHERE NOT o.is_temporary AND (o.original OR o.object_type <> 'type');
END
$$;
COMMENT ON FUNCTION gitversion_internal.dropped() IS
    'the objects of branches that the current sql_drop event is about; internal';
