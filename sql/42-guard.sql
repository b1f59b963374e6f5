-- DDL that a session executes in the schema of another branch than the one it works on.
-- In PL/pgSQL, as the server plans a function in SQL again in each subtransaction.
CREATE FUNCTION gitversion_internal.first_schema(p_path text) RETURNS name LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT n.nspname
        FROM regexp_matches(p_path, '"((?:[^"]|"")*)"|([^", ]+)', 'g') WITH ORDINALITY m (name, place)
        JOIN pg_namespace n ON n.nspname = CASE
            WHEN m.name[1] = '$user' THEN coalesce(nullif(current_setting('role', true), 'none'), session_user)
            ELSE coalesce(replace(m.name[1], '""', '"'), lower(m.name[2])) END
        ORDER BY m.place LIMIT 1);
END
$$;
COMMENT ON FUNCTION gitversion_internal.first_schema(text) IS
    'the first schema of a search path that is there, whoever may use it; temporary ones are not; internal';

CREATE FUNCTION gitversion_internal.working_branch(p_path text) RETURNS integer
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_first name := gitversion_internal.first_schema(p_path);
    v_id integer := (SELECT b.id FROM gitversion.branches b WHERE b.is_active
        AND b.schema_name = current_setting('gitversion.current_schema', true)
        AND current_setting('gitversion.current_branch', true) <> '');
BEGIN
    -- The schema of a root branch is on the path of whoever has chosen nothing.
    RETURN coalesce(v_id, (SELECT b.id FROM gitversion.branches b WHERE b.is_active
        AND b.schema_name = v_first AND b.parent_branch_id IS NOT NULL));
END
$$;
COMMENT ON FUNCTION gitversion_internal.working_branch(text) IS
    'the branch that a session works on: that of use_branch, else the one whose schema is the first of its '
    'search path, if it is no root; internal';

-- GRANT and ALTER DEFAULT PRIVILEGES do not say on what. The row written last in this transaction does;
-- what is granted on columns has parentheses.
CREATE FUNCTION gitversion_internal.granted_in(p_type text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_catalog text := CASE WHEN p_type IN ('TABLE', 'SEQUENCE', 'COLUMN') THEN 'class'
        WHEN p_type IN ('FUNCTION', 'PROCEDURE', 'ROUTINE') THEN 'proc'
        WHEN p_type IN ('TYPE', 'DOMAIN') THEN 'type' WHEN p_type = 'SCHEMA' THEN 'namespace'
        WHEN p_type = 'ALTER DEFAULT PRIVILEGES' THEN 'acl' END;
    v_has_columns boolean := strpos(current_query(), '(') > 0;
BEGIN
    RETURN (
        SELECT n.nspname
        FROM (SELECT c.relnamespace AS schema, c.xmin, c.cmin FROM pg_class c WHERE v_catalog = 'class'
            UNION ALL SELECT c.relnamespace, a.xmin, a.cmin
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE v_catalog = 'class' AND v_has_columns
            UNION ALL SELECT p.pronamespace, p.xmin, p.cmin FROM pg_proc p WHERE v_catalog = 'proc'
            UNION ALL SELECT n.oid, n.xmin, n.cmin FROM pg_namespace n WHERE v_catalog = 'namespace'
            UNION ALL SELECT t.typnamespace, t.xmin, t.cmin FROM pg_type t WHERE v_catalog = 'type'
            UNION ALL SELECT d.defaclnamespace, d.xmin, d.cmin FROM pg_default_acl d
            WHERE v_catalog = 'acl') x
        JOIN pg_namespace n ON n.oid = x.schema
        WHERE x.xmin = pg_current_xact_id()::xid
        ORDER BY x.cmin::text::bigint DESC LIMIT 1);
END
$$;
COMMENT ON FUNCTION gitversion_internal.granted_in(text) IS
    'the schema of what the current transaction wrote last of the objects of a kind that GRANT knows; internal';

CREATE FUNCTION gitversion_internal.guard(p_event text, p_tag text, p_branch_ids integer[], p_path text)
RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    v_own integer := gitversion_internal.working_branch(p_path);
    v_mode text := lower(coalesce(current_setting('gitversion.guard', true), 'on'));
    v_name text;
    v_other gitversion.branches;
    v_object text;
    v_texts text[];
BEGIN
    IF v_own IS NULL OR current_setting('gitversion.internal', true) = 'on'
        OR v_mode IN ('off', 'false', 'no', '0') OR p_tag = 'REFRESH MATERIALIZED VIEW' THEN
        RETURN NULL;
    ELSIF p_tag IN ('GRANT', 'REVOKE', 'ALTER DEFAULT PRIVILEGES') THEN
        SELECT b.* INTO v_other FROM gitversion.branches b
        WHERE b.is_active AND b.id <> v_own AND b.schema_name = gitversion_internal.granted_in(
            CASE WHEN p_tag LIKE 'ALTER%' THEN p_tag
                ELSE (SELECT nullif(c.object_type, 'SCHEMA')
                    FROM pg_event_trigger_ddl_commands() c LIMIT 1) END);
        v_object := 'what they are privileges on';
    ELSIF p_branch_ids <@ ARRAY[v_own] IS NOT FALSE THEN
        RETURN NULL;
    ELSIF p_event = 'sql_drop' THEN
        -- Members of extensions are no objects of branches.
        SELECT d.branch_id, d.object_type || ' ' || d.object_identity INTO v_other.id, v_object
        FROM gitversion_internal.dropped() d
        WHERE d.branch_id <> v_own AND (p_tag <> 'DROP EXTENSION' OR EXISTS (
            SELECT FROM gitversion.object_identities i
            WHERE i.objid = d.objid AND i.classid = d.classid AND i.branch_id = d.branch_id)) LIMIT 1;
    ELSE
        SELECT c.branch_id, c.object_type || ' ' || c.object_identity INTO v_other.id, v_object
        FROM gitversion_internal.commanded() c WHERE c.branch_id <> v_own LIMIT 1;
    END IF;
    SELECT b.* INTO v_other FROM gitversion.branches b WHERE b.id = v_other.id;
    IF v_other.id IS NULL THEN
        RETURN NULL;
    END IF;
    v_name := (SELECT b.branch_name FROM gitversion.branches b WHERE b.id = v_own);
    v_texts := ARRAY[
        format('%s in branch "%s" by a session that works on branch "%s"', p_tag, v_other.branch_name, v_name),
        format('%s is in schema "%s", which is that of branch "%s"; the session works on "%s" by %s.',
            v_object, v_other.schema_name, v_other.branch_name, v_name,
            CASE WHEN current_setting('gitversion.current_branch', true) <> '' THEN 'use_branch'
                ELSE 'its search path' END),
        format('Leave the schema out of names to mean that of branch "%s", or call '
            'gitversion.use_branch(%L) first; SET gitversion.guard = off (or warn) lets it through.',
            v_name, v_other.branch_name)];
    IF v_mode = 'warn' THEN
        PERFORM gitversion_internal.warning(v_texts[1], v_texts[2], v_texts[3]);
        RETURN NULL;
    END IF;
    RETURN 'VC045'::text || v_texts;
END
$$;
COMMENT ON FUNCTION gitversion_internal.guard(text, text, integer[], text) IS
    'the error (SQLSTATE, message, DETAIL, HINT) where what the current event is about is in another branch '
    'than the session works on, or null and a warning; internal';
