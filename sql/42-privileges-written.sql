-- GRANT, REVOKE, ALTER DEFAULT PRIVILEGES and DROP OWNED do not say on what: the rows do that they write.
CREATE VIEW gitversion_internal.privilege_rows AS
    SELECT 'class' AS catalog, c.relnamespace AS schema, c.xmin AS transaction, c.cmin AS command FROM pg_class c
    UNION ALL SELECT 'attribute', c.relnamespace, a.xmin, a.cmin
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.attnum > 0
    UNION ALL SELECT 'proc', p.pronamespace, p.xmin, p.cmin FROM pg_proc p
    UNION ALL SELECT 'type', t.typnamespace, t.xmin, t.cmin FROM pg_type t
    UNION ALL SELECT 'acl', d.defaclnamespace, d.xmin, d.cmin FROM pg_default_acl d;
COMMENT ON VIEW gitversion_internal.privilege_rows IS
    'the rows of the catalogs that hold privileges on what is in schemas, and who wrote them when; internal';

CREATE FUNCTION gitversion_internal.is_own_write(p_transaction xid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_own bigint := pg_current_xact_id_if_assigned()::text::bigint;
    v_other bigint := p_transaction::text::bigint;
BEGIN
    -- What another transaction wrote that has begun since can be seen only when it is over.
    RETURN pg_xact_status((((v_own >> 32) + CASE WHEN v_other < (v_own & 4294967295) THEN 1 ELSE 0 END << 32)
        | v_other)::text::xid8) = 'in progress';
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_own_write(xid) IS
    'whether a transaction that is no older than the current one is that one, or a part of it; internal';

CREATE FUNCTION gitversion_internal.privileges_written()
RETURNS TABLE (catalog text, schema oid, command bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_age integer := age(pg_current_xact_id_if_assigned()::xid);
BEGIN
    RETURN QUERY SELECT r.catalog, r.schema, r.command::text::bigint FROM gitversion_internal.privilege_rows r
        WHERE CASE WHEN age(r.transaction) <= v_age THEN gitversion_internal.is_own_write(r.transaction) END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.privileges_written() IS
    'the rows that hold privileges and were written by the current transaction; internal';

-- Where the transaction has written already, the last command before this one is noted in a setting. Nothing of
-- who executes it runs between this and the end of the command. Then, as other DDL does, it waits for a commit of
-- the session's branch.
CREATE FUNCTION gitversion_internal.before_privileges(p_tag text) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('gitversion.last_command', CASE
        WHEN EXISTS (SELECT FROM gitversion.branches b WHERE b.is_protected AND b.is_active)
        THEN coalesce((SELECT max(w.command) FROM gitversion_internal.privileges_written() w), -1)::text
        ELSE '' END, true);
    RETURN CASE WHEN p_tag <> 'CREATE SCHEMA' AND current_setting('gitversion.current_schema', true) <> ''
        AND (current_setting('gitversion.internal', true) = 'on') IS NOT TRUE
        THEN gitversion_internal.on_ddl_of_branch('ddl_command_start', p_tag, '') END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.before_privileges(text) IS
    'notes what was written before a command that changes privileges, waits until nobody has the branch of the '
    'session to himself, and returns the error where it cannot; internal';

CREATE FUNCTION gitversion_internal.protected_by_privileges() RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN gitversion_internal.guard_protected(ARRAY(
        SELECT b.id FROM gitversion.branches b JOIN pg_namespace n ON n.nspname = b.schema_name
        WHERE b.is_protected AND b.is_active
          AND b.schema_name IS DISTINCT FROM gitversion_internal.own_work()
          AND n.oid IN (SELECT w.schema FROM gitversion_internal.privileges_written() w
            WHERE w.command > coalesce(nullif(current_setting('gitversion.last_command', true), ''), '-1')::bigint)
        UNION ALL
        -- Its schema has got another name.
        SELECT b.id FROM gitversion.branches b
        WHERE b.is_protected AND b.is_active AND to_regnamespace(quote_ident(b.schema_name)) IS NULL
          AND EXISTS (SELECT FROM pg_event_trigger_ddl_commands() d
            JOIN pg_class c ON d.classid = 'pg_namespace'::regclass AND c.relnamespace = d.objid
            JOIN gitversion.object_identities i ON i.objid = c.oid AND i.classid = 'pg_class'::regclass
              AND i.branch_id + 0 = b.id)));
END
$$;
COMMENT ON FUNCTION gitversion_internal.protected_by_privileges() IS
    'the error (SQLSTATE, message, DETAIL, HINT) where the current event changed privileges in a protected branch, '
    'or the name of its schema, or null; internal';

-- As the functions for other DDL, these ask first what is cheapest, and say which schema everything in them is
-- of. A session works on a branch by use_branch or by its search path.
CREATE FUNCTION gitversion_internal.on_privileges_start() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    v_refusal pg_catalog.text[];
BEGIN
    IF pg_catalog.pg_current_xact_id_if_assigned() IS NOT NULL
        OR pg_catalog.current_setting('gitversion.last_command', true) OPERATOR(pg_catalog.<>) ''
        OR pg_catalog.current_setting('gitversion.current_schema', true) OPERATOR(pg_catalog.<>) '' THEN
        v_refusal := gitversion_internal.before_privileges(tg_tag);
        IF v_refusal[4] OPERATOR(pg_catalog.=) '' THEN
            RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2], DETAIL = v_refusal[3];
        ELSIF v_refusal IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                DETAIL = v_refusal[3], HINT = v_refusal[4];
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_privileges_start() IS
    'event trigger; notes what was written before a command that changes privileges, and makes it wait for a '
    'commit of the branch of its session';

CREATE FUNCTION gitversion_internal.on_privileges_end() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    v_names pg_catalog.text := pg_catalog.replace(pg_catalog.concat_ws(',', session_user,
        pg_catalog.current_setting('role'), pg_catalog.current_setting('gitversion.current_schema', true),
        pg_catalog.current_setting('search_path'), pg_catalog.lower(pg_catalog.current_setting('search_path'))),
        '""', '"');
    v_refusal pg_catalog.text[];
BEGIN
    PERFORM FROM gitversion.branches b
    WHERE b.is_active AND (b.is_protected OR pg_catalog.strpos(v_names, b.schema_name) OPERATOR(pg_catalog.>) 0);
    IF FOUND THEN
        PERFORM FROM gitversion_internal.commands_of_branches
        WHERE tg_tag OPERATOR(pg_catalog.=) ANY ('{ALTER DEFAULT PRIVILEGES,GRANT,REVOKE}');
        IF FOUND THEN
            v_refusal := gitversion_internal.on_ddl_of_branch(tg_event, tg_tag,
                pg_catalog.current_setting('search_path'));
        END IF;
        v_refusal := coalesce(v_refusal, gitversion_internal.protected_by_privileges());
        IF v_refusal[4] OPERATOR(pg_catalog.=) '' THEN
            RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2], DETAIL = v_refusal[3];
        ELSIF v_refusal IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                DETAIL = v_refusal[3], HINT = v_refusal[4];
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_privileges_end() IS
    'event trigger; records changes of privileges, refuses those in protected branches, and other names for their '
    'schemas';

ALTER FUNCTION gitversion_internal.on_privileges_start() OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.on_privileges_end() OWNER TO gitversion_recorder;
GRANT SELECT ON gitversion_internal.privilege_rows TO gitversion_recorder;
DROP EVENT TRIGGER IF EXISTS gitversion_privileges_start;
CREATE EVENT TRIGGER gitversion_privileges_start ON ddl_command_start
    WHEN TAG IN ('ALTER DEFAULT PRIVILEGES', 'ALTER SCHEMA', 'CREATE SCHEMA', 'DROP OWNED', 'GRANT', 'REVOKE')
    EXECUTE FUNCTION gitversion_internal.on_privileges_start();
COMMENT ON EVENT TRIGGER gitversion_privileges_start IS
    'notes what was written before privileges are changed, and waits for a commit of the branch';
DROP EVENT TRIGGER IF EXISTS gitversion_privileges_end;
CREATE EVENT TRIGGER gitversion_privileges_end ON ddl_command_end
    WHEN TAG IN ('ALTER DEFAULT PRIVILEGES', 'ALTER SCHEMA', 'CREATE SCHEMA', 'DROP OWNED', 'GRANT', 'REVOKE')
    EXECUTE FUNCTION gitversion_internal.on_privileges_end();
COMMENT ON EVENT TRIGGER gitversion_privileges_end IS
    'records changes of privileges, refuses those in protected branches, and other names for their schemas';
