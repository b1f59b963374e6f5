-- What an event is about becomes rows of ddl_events. What its names do not tell, the path of a routine,
-- the next commit fills in.
CREATE FUNCTION gitversion_internal.altered_parts(p_tables oid[])
RETURNS TABLE (objid oid, classid oid, part oid, objsubid integer, object_type text, name text)
LANGUAGE plpgsql AS $$
DECLARE
    v_transaction bigint := pg_current_xact_id()::text::bigint;
    v_last text := current_setting('gitversion.last_event', true);
    v_command bigint := -1;
BEGIN
    -- The setting says where to look, and nothing that is not there.
    IF v_last ~ '^[0-9]{1,18}$' THEN
        v_command := coalesce((SELECT e.cmin::text::bigint FROM gitversion.ddl_events e
            WHERE e.id = v_last::bigint AND e.transaction_id = pg_current_xact_id()), -1);
    END IF;
    RETURN QUERY
        SELECT t.oid, p.classid, p.part, p.objsubid, p.type, p.name::text
        FROM unnest(p_tables) WITH ORDINALITY AS t (oid, n)
        CROSS JOIN LATERAL (
            SELECT 'pg_class'::regclass::oid, a.attrelid, a.attnum::integer, 'table column', a.attname,
                a.xmin, a.cmin
            FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT 'pg_constraint'::regclass, k.oid, 0, 'table constraint', k.conname, k.xmin, k.cmin
            FROM pg_constraint k WHERE k.conrelid = t.oid
        ) p (classid, part, objsubid, type, name, xmin, cmin)
        WHERE p.xmin::text::bigint >= v_transaction % 4294967296 AND p.cmin::text::bigint > v_command
        ORDER BY t.n;
END
$$;
COMMENT ON FUNCTION gitversion_internal.altered_parts(oid[]) IS
    'columns and constraints of tables that the current statement wrote; internal';

CREATE FUNCTION gitversion_internal.event_path(p_type text, p_names text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    v_folder text := CASE p_type WHEN 'table' THEN 'tables' WHEN 'index' THEN 'indexes'
        WHEN 'sequence' THEN 'sequences' WHEN 'view' THEN 'views'
        WHEN 'materialized view' THEN 'materialized_views' WHEN 'type' THEN 'types'
        WHEN 'table column' THEN 'tables' WHEN 'table constraint' THEN 'tables'
        WHEN 'trigger' THEN 'triggers' WHEN 'policy' THEN 'policies' WHEN 'rule' THEN 'rules' END;
BEGIN
    RETURN CASE WHEN cardinality(p_names) > 1 AND v_folder <> '' THEN gitversion_internal.path(CASE
        WHEN p_type = 'table column' THEN ARRAY[v_folder, p_names[2], 'columns', p_names[3]]
        WHEN p_type = 'table constraint' THEN ARRAY[v_folder, p_names[2], 'constraints', p_names[3]]
        ELSE v_folder || p_names[2:] END) END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.event_path(text, text[]) IS
    'the path of an object as pg_identify_object_as_address names it; null for what has none or another '
    'than its names tell, such as routines; internal';

CREATE FUNCTION gitversion_internal.record_ddl(p_event text, p_tag text) RETURNS integer[]
LANGUAGE plpgsql AS $$
DECLARE
    v_role text := coalesce(nullif(current_setting('role', true), 'none'), session_user);
    v_statement text := gitversion_internal.recorded_statement(p_event, p_tag);
    v_branch_ids integer[];
    v_altered bigint[];
    v_last bigint;
BEGIN
    -- Before anything is written: a commit that has the branch would wait for it.
    IF p_event = 'sql_drop' THEN
        PERFORM gitversion_internal.share_locks(ARRAY(
            SELECT DISTINCT d.branch_id FROM gitversion_internal.dropped() d));
        WITH written AS (
            INSERT INTO gitversion.ddl_events (branch_id, event, command_tag, statement, classid,
                objid, objsubid, object_type, object_identity, path, session_role, executed_by)
            SELECT d.branch_id, p_event, p_tag, v_statement, d.classid, d.objid, d.objsubid,
                d.object_type, d.object_identity,
                gitversion_internal.event_path(d.object_type, d.names), session_user, v_role
            FROM gitversion_internal.dropped() d
            RETURNING id, branch_id
        )
        SELECT array_agg(DISTINCT w.branch_id ORDER BY w.branch_id), max(w.id)
        INTO v_branch_ids, v_last FROM written w;
    ELSE
        PERFORM gitversion_internal.share_locks(ARRAY(
            SELECT DISTINCT c.branch_id FROM gitversion_internal.commanded() c));
        WITH written AS (
            INSERT INTO gitversion.ddl_events (branch_id, event, command_tag, statement, classid,
                objid, objsubid, object_type, object_identity, path, session_role, executed_by)
            SELECT c.branch_id, p_event, c.command_tag, v_statement, c.classid, c.objid, c.objsubid,
                c.object_type, c.object_identity,
                gitversion_internal.event_path(c.object_type, c.names), session_user, v_role
            FROM gitversion_internal.commanded() c
            RETURNING id, branch_id, path IS NOT NULL
                AND object_type = 'table' AND command_tag = 'ALTER TABLE' AS is_altered
        )
        SELECT array_agg(DISTINCT w.branch_id ORDER BY w.branch_id), max(w.id),
            array_agg(w.id) FILTER (WHERE w.is_altered)
        INTO v_branch_ids, v_last, v_altered FROM written w;
    END IF;
    IF v_altered IS NOT NULL THEN
        WITH written AS (
            INSERT INTO gitversion.ddl_events (branch_id, event, command_tag, statement, classid,
                objid, objsubid, object_type, object_identity, path, session_role, executed_by)
            SELECT e.branch_id, e.event, e.command_tag, e.statement, p.classid, p.part, p.objsubid,
                p.object_type, p.name || ' on ' || e.object_identity, e.path
                || CASE p.object_type WHEN 'table column' THEN '/columns/' ELSE '/constraints/' END
                || gitversion_internal.path(ARRAY[p.name]), e.session_role, e.executed_by
            FROM gitversion.ddl_events e
            JOIN gitversion_internal.altered_parts(ARRAY(SELECT t.objid FROM gitversion.ddl_events t
                WHERE t.id = ANY (v_altered))) p ON p.objid = e.objid
            WHERE e.id = ANY (v_altered)
            RETURNING id
        )
        SELECT coalesce(max(w.id), v_last) INTO v_last FROM written w;
    END IF;
    PERFORM set_config('gitversion.last_event', v_last::text, true) WHERE v_last IS NOT NULL;
    RETURN v_branch_ids;
END
$$;
COMMENT ON FUNCTION gitversion_internal.record_ddl(text, text) IS
    'locks the branches that the current event is about and writes what it is about into ddl_events; '
    'returns the branches; internal';

-- Its queries and those of record_ddl take arrays, for each of which the server would plan them again.
-- Whoever runs DDL is never told of a deadlock with gitversion's functions: they give way first, as the
-- server would have to notice it on his side for a minute.
-- What a restore does is nobody's work: it is told by the settings that pg_dump writes at the beginning
-- of a dump, in a database where of no head is known what it consists of.
-- An error is returned as well, such as of a full disk: raised in the event trigger, its CONTEXT is short.
CREATE FUNCTION gitversion_internal.on_ddl_of_branch(p_event text, p_tag text, p_path text)
RETURNS text[] LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET deadlock_timeout = '1min' AS $$
DECLARE
    v_branch_ids integer[];
    v_message text;
    v_detail text;
    v_hint text;
BEGIN
    IF p_event = 'ddl_command_start' THEN
        -- Anybody can name a schema in the setting.
        PERFORM gitversion_internal.share_locks(ARRAY(SELECT b.id FROM gitversion.branches b
            JOIN pg_namespace n ON n.nspname = b.schema_name
            WHERE b.is_active AND b.schema_name = current_setting('gitversion.current_schema', true)
              AND has_schema_privilege(coalesce(nullif(current_setting('role', true), 'none'), session_user),
                n.oid, 'CREATE')));
    ELSIF p_path IN ('', '""') AND current_setting('check_function_bodies') = 'off'
        AND NOT EXISTS (SELECT FROM gitversion.object_identities) THEN
        RETURN NULL;
    ELSE
        v_branch_ids := gitversion_internal.record_ddl(p_event, p_tag);
        RETURN coalesce(CASE WHEN p_tag NOT IN ('GRANT', 'REVOKE') THEN
                gitversion_internal.guard_protected(v_branch_ids) END,
            CASE WHEN p_event = 'ddl_command_end' THEN
                gitversion_internal.guard_protected(gitversion_internal.protected_by_links(p_tag)) END,
            gitversion_internal.guard(p_event, p_tag, v_branch_ids, p_path),
            gitversion_internal.guard_references(p_event, p_tag, v_branch_ids));
    END IF;
    RETURN NULL;
EXCEPTION WHEN OTHERS OR query_canceled THEN
    GET STACKED DIAGNOSTICS v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
    RETURN ARRAY[SQLSTATE, v_message,
        coalesce(nullif(v_detail, ''), 'It came up while gitversion recorded the statement.'), v_hint];
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_ddl_of_branch(text, text, text) IS
    'locks the branches that the current event is about, records it, and returns the error for what is '
    'meant for another branch, or protected; takes the session''s search path; internal';
