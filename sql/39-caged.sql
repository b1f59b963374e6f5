-- What keeps the code of others from running with rights that they lack. A text out of a document is
-- parsed alone before it becomes part of a statement: a block that ends before it gets there is compiled,
-- not run, and plpgsql asks the server's grammar about each expression, without looking up a name in it.
CREATE FUNCTION gitversion_internal.malformed(p_texts text[]) RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET check_function_bodies = on SET standard_conforming_strings = on AS $$
DECLARE
    v_half integer := cardinality(p_texts) / 2;
    v_found integer;
BEGIN
    EXECUTE 'DO LANGUAGE plpgsql ' || quote_literal('BEGIN RETURN; ' || (
        SELECT string_agg('PERFORM (' || t || E'\n); ', '') FROM unnest(p_texts) t) || 'END');
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    ELSIF v_half = 0 THEN
        RETURN 1;
    END IF;
    v_found := gitversion_internal.malformed(p_texts[:v_half]);
    RETURN coalesce(v_found, v_half + gitversion_internal.malformed(p_texts[v_half + 1:]));
END
$$;
COMMENT ON FUNCTION gitversion_internal.malformed(text[]) IS
    'which of some texts is the first that is no single value, condition or query; null where all are; '
    'internal';

CREATE FUNCTION gitversion_internal.session_state() RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT md5(string_agg(concat_ws('=', s.name, s.setting), ';' ORDER BY s.name)
        || concat_ws(';', current_setting('gitversion.internal', true),
            replace(current_setting('gitversion.at_work', true), 'allowed', 'on'),
            current_setting('gitversion.current_schema', true)))
    FROM pg_settings s WHERE s.context = 'user';
END;
COMMENT ON FUNCTION gitversion_internal.session_state() IS
    'a hash of the settings that any role may change, but for what own_work sets; internal';

-- SET ROLE is no cage: code inside could go back. In a function with the rights of its owner it cannot. It
-- is made for one call, because whoever owns a function can replace it. What runs in it can still leave
-- behind settings, temporary objects, cursors, and rows whose deferred triggers the server would fire at
-- the end as the session's user, as it would read a cursor WITH HOLD. Every name is qualified: this
-- runs on the path of the branch.
CREATE FUNCTION gitversion_internal.attempt_as(p_role text, p_sql text, p_is_query boolean) RETURNS text[]
LANGUAGE plpgsql SET standard_conforming_strings = on AS $$
DECLARE
    v_before pg_catalog.text := gitversion_internal.session_state();
    v_temporary pg_catalog.oid[] := gitversion_internal.temporary_objects();
    v_left pg_catalog.text[] := ARRAY(
        SELECT l.kind OPERATOR(pg_catalog.||) l.name FROM gitversion_internal.left_names l);
    -- Temporary objects that gitversion makes to have them printed, and rolls back.
    v_is_probe pg_catalog.bool := pg_catalog.starts_with(p_sql, 'CREATE TEMPORARY VIEW gitversion_probe_')
        OR pg_catalog.starts_with(p_sql, 'CREATE TEMPORARY TABLE gitversion_queries_')
        OR pg_catalog.starts_with(p_sql, 'DROP TABLE IF EXISTS pg_temp.')
        OR pg_catalog.starts_with(p_sql, 'CREATE OR REPLACE FUNCTION pg_temp.')
        OR pg_catalog.starts_with(p_sql, 'CREATE OR REPLACE PROCEDURE pg_temp.');
    v_result pg_catalog.text[];
BEGIN
    EXECUTE $cage$CREATE FUNCTION pg_temp.gitversion_cage(p_sql pg_catalog.text, p_is_query pg_catalog.bool)
        RETURNS pg_catalog.text[] LANGUAGE plpgsql SECURITY DEFINER
        SET check_function_bodies = off SET enable_seqscan = on SET enable_material = on
        SET enable_mergejoin = on SET plan_cache_mode = auto AS $body$
        DECLARE
            v_text pg_catalog.text;
        BEGIN
            IF p_is_query THEN
                EXECUTE p_sql INTO v_text;
            ELSE
                EXECUTE p_sql;
            END IF;
            SET CONSTRAINTS ALL IMMEDIATE;
            RETURN ARRAY[NULL, v_text];
        EXCEPTION WHEN OTHERS THEN
            RETURN ARRAY[SQLSTATE, SQLERRM];
        END
        $body$ $cage$;
    REVOKE EXECUTE ON FUNCTION pg_temp.gitversion_cage(pg_catalog.text, pg_catalog.bool) FROM PUBLIC;
    EXECUTE pg_catalog.format(
        'ALTER FUNCTION pg_temp.gitversion_cage(pg_catalog.text, pg_catalog.bool) OWNER TO %I', p_role);
    EXECUTE 'SELECT pg_temp.gitversion_cage($1, $2)' INTO v_result USING p_sql, p_is_query;
    DROP FUNCTION pg_temp.gitversion_cage(pg_catalog.text, pg_catalog.bool);
    IF gitversion_internal.is_of_the_moment(v_result[1]) OR pg_catalog.starts_with(v_result[1], 'XX') THEN
        RAISE EXCEPTION USING ERRCODE = v_result[1], MESSAGE = v_result[2];
    END IF;
    IF v_before OPERATOR(pg_catalog.<>) gitversion_internal.session_state() THEN
        PERFORM gitversion_internal.raise('VC051',
            pg_catalog.format('code of role "%s" changed settings of the session', p_role),
            'It ran while an object of that role was built; nothing of it stays.',
            'Find the function behind a CHECK, a default, an index or a domain of that role.');
    ELSIF gitversion_internal.temporary_objects() OPERATOR(pg_catalog.<>) v_temporary AND NOT v_is_probe
        OR EXISTS (SELECT FROM gitversion_internal.left_names l
            WHERE l.kind OPERATOR(pg_catalog.||) l.name OPERATOR(pg_catalog.<>) ALL (v_left)) THEN
        PERFORM gitversion_internal.raise('VC051', pg_catalog.format(
                'code of role "%s" left cursors, prepared statements or temporary objects behind', p_role),
            'They would be taken for those of the session.',
            'Find the function behind a CHECK, a default, an index or a domain of that role.');
    ELSIF EXISTS (SELECT FROM gitversion_internal.deferred_triggers) THEN
        PERFORM gitversion_internal.raise('VC051',
            pg_catalog.format('code of role "%s" may have left deferred triggers behind', p_role),
            'At the end of the transaction they would run with the rights of the session''s user.',
            'Call in a transaction that wrote to no table with deferrable triggers of others.');
    END IF;
    RETURN v_result;
END
$$;
COMMENT ON FUNCTION gitversion_internal.attempt_as(text, text, boolean) IS
    'executes statements, or a query for one value, with the rights of another role and with no way out '
    'of them; returns as attempt does, and the value; internal';

-- The one other owner of what a schema holds, or the role that can do nothing where there are several.
CREATE FUNCTION gitversion_internal.foreign_owner(p_schema text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH schema AS MATERIALIZED (
        SELECT n.oid FROM pg_namespace n WHERE n.nspname = p_schema
          AND EXISTS (SELECT FROM pg_roles c WHERE c.rolname = current_user AND c.rolsuper)
    ), owned (owner) AS (
        SELECT c.relowner FROM pg_class c JOIN schema s ON s.oid = c.relnamespace
        UNION SELECT p.proowner FROM pg_proc p JOIN schema s ON s.oid = p.pronamespace
        UNION SELECT t.typowner FROM pg_type t JOIN schema s ON s.oid = t.typnamespace
        UNION SELECT o.oprowner FROM pg_operator o JOIN schema s ON s.oid = o.oprnamespace
        UNION SELECT o.opcowner FROM pg_opclass o JOIN schema s ON s.oid = o.opcnamespace
        UNION SELECT o.opfowner FROM pg_opfamily o JOIN schema s ON s.oid = o.opfnamespace
        UNION SELECT c.collowner FROM pg_collation c JOIN schema s ON s.oid = c.collnamespace
        UNION SELECT c.conowner FROM pg_conversion c JOIN schema s ON s.oid = c.connamespace
        UNION SELECT x.stxowner FROM pg_statistic_ext x JOIN schema s ON s.oid = x.stxnamespace
        UNION SELECT d.dictowner FROM pg_ts_dict d JOIN schema s ON s.oid = d.dictnamespace
        UNION SELECT c.cfgowner FROM pg_ts_config c JOIN schema s ON s.oid = c.cfgnamespace
    )
    SELECT CASE count(*) WHEN 0 THEN NULL WHEN 1 THEN min(r.rolname::text) ELSE 'gitversion_nobody' END
    FROM owned o JOIN pg_roles r ON r.oid = o.owner WHERE NOT r.rolsuper;
END;
COMMENT ON FUNCTION gitversion_internal.foreign_owner(text) IS
    'for a superuser, who else owns objects of a schema: a role, gitversion_nobody for several, or null; '
    'internal';

CREATE FUNCTION gitversion_internal.foreign_owner_of(p_classid oid, p_objid oid) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT r.rolname::text
    FROM (
        SELECT p.proowner FROM pg_proc p WHERE p_classid = 'pg_proc'::regclass AND p.oid = p_objid
        UNION ALL SELECT t.typowner FROM pg_type t WHERE t.oid = coalesce(
            CASE WHEN p_classid = 'pg_type'::regclass THEN p_objid END, (SELECT k.contypid FROM pg_constraint k
            WHERE p_classid = 'pg_constraint'::regclass AND k.oid = p_objid AND k.contypid <> 0))
        UNION ALL SELECT c.relowner FROM pg_class c WHERE c.oid = CASE p_classid
            WHEN 'pg_class'::regclass THEN p_objid
            WHEN 'pg_constraint'::regclass THEN (SELECT k.conrelid FROM pg_constraint k WHERE k.oid = p_objid)
            WHEN 'pg_attrdef'::regclass THEN (SELECT a.adrelid FROM pg_attrdef a WHERE a.oid = p_objid)
            WHEN 'pg_rewrite'::regclass THEN (SELECT w.ev_class FROM pg_rewrite w WHERE w.oid = p_objid)
            WHEN 'pg_trigger'::regclass THEN (SELECT g.tgrelid FROM pg_trigger g WHERE g.oid = p_objid)
            WHEN 'pg_policy'::regclass THEN (SELECT y.polrelid FROM pg_policy y WHERE y.oid = p_objid) END
    ) o (owner) JOIN pg_roles r ON r.oid = o.owner
    WHERE NOT r.rolsuper AND EXISTS (SELECT FROM pg_roles u WHERE u.rolname = current_user AND u.rolsuper);
END;
COMMENT ON FUNCTION gitversion_internal.foreign_owner_of(oid, oid) IS
    'for a superuser, the owner of an object, or of the relation or domain it is of, unless that is a '
    'superuser; internal';

CREATE FUNCTION gitversion_internal.is_history_guarded() RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT NOT EXISTS (
        SELECT FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
        LEFT JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.oid IN ('gitversion.object_storage'::regclass, 'gitversion.commits'::regclass,
                'gitversion.branches'::regclass)
          AND a.privilege_type IN ('INSERT', 'UPDATE') AND r.rolsuper IS NOT TRUE)
    -- An author can store documents of his own making.
    AND NOT EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
        WHERE r.rolname IN ('gitversion_author', 'gitversion_admin')
          AND u.rolname <> 'gitversion_admin' AND NOT u.rolsuper);
END;
COMMENT ON FUNCTION gitversion_internal.is_history_guarded() IS
    'whether nobody but superusers can write to the history by hand; internal';
