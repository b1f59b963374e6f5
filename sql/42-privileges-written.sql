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
-- who executes it runs between this and the end of the command.
CREATE FUNCTION gitversion_internal.on_privileges_start() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM gitversion.branches b WHERE b.is_protected AND b.is_active) THEN
        PERFORM set_config('gitversion.last_command', coalesce((SELECT max(w.command)
            FROM gitversion_internal.privileges_written() w), -1)::text, true);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_privileges_start() IS
    'event trigger; notes what was written before a command that changes privileges';

CREATE FUNCTION gitversion_internal.on_privileges_end() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branches integer[];
    v_refusal text[];
BEGIN
    IF EXISTS (SELECT FROM gitversion.branches b WHERE b.is_protected AND b.is_active) THEN
        v_branches := ARRAY(SELECT b.id FROM gitversion.branches b JOIN pg_namespace n ON n.nspname = b.schema_name
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
                  AND i.branch_id + 0 = b.id));
        v_refusal := gitversion_internal.guard_protected(v_branches);
        IF v_refusal IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = v_refusal[1], MESSAGE = v_refusal[2],
                DETAIL = v_refusal[3], HINT = v_refusal[4];
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_privileges_end() IS
    'event trigger; refuses changes of privileges in protected branches, and other names for their schemas';

ALTER FUNCTION gitversion_internal.on_privileges_start() OWNER TO gitversion_recorder;
ALTER FUNCTION gitversion_internal.on_privileges_end() OWNER TO gitversion_recorder;
GRANT SELECT ON gitversion_internal.privilege_rows TO gitversion_recorder;
DROP EVENT TRIGGER IF EXISTS gitversion_privileges_start;
CREATE EVENT TRIGGER gitversion_privileges_start ON ddl_command_start
    WHEN TAG IN ('ALTER DEFAULT PRIVILEGES', 'ALTER SCHEMA', 'CREATE SCHEMA', 'DROP OWNED', 'GRANT', 'REVOKE')
    EXECUTE FUNCTION gitversion_internal.on_privileges_start();
COMMENT ON EVENT TRIGGER gitversion_privileges_start IS 'notes what was written before privileges are changed';
DROP EVENT TRIGGER IF EXISTS gitversion_privileges_end;
CREATE EVENT TRIGGER gitversion_privileges_end ON ddl_command_end
    WHEN TAG IN ('ALTER DEFAULT PRIVILEGES', 'ALTER SCHEMA', 'CREATE SCHEMA', 'DROP OWNED', 'GRANT', 'REVOKE')
    EXECUTE FUNCTION gitversion_internal.on_privileges_end();
COMMENT ON EVENT TRIGGER gitversion_privileges_end IS
    'refuses changes of privileges in protected branches, and other names for their schemas';
