-- Which branch a session works on. No Java here: every session may call these first.
CREATE FUNCTION gitversion.current_branch() RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
    SELECT coalesce(
        nullif(pg_catalog.current_setting('gitversion.current_branch', true), ''),
        (SELECT b.branch_name FROM gitversion.branches b
         WHERE b.is_active AND b.schema_name = pg_catalog.current_schema()));
END;
COMMENT ON FUNCTION gitversion.current_branch() IS
    'the branch of the session: that of use_branch, else the one whose schema is current_schema(); '
    'null when there is none';

CREATE FUNCTION gitversion_internal.session_path(p_schema_name text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH root AS (
        SELECT r.schema_name
         FROM gitversion.branches r
         JOIN pg_catalog.pg_namespace n ON n.nspname = r.schema_name
         WHERE r.is_active AND r.parent_branch_id IS NULL AND r.schema_name <> p_schema_name
           AND EXISTS (SELECT FROM pg_catalog.pg_depend d
                       WHERE d.deptype = 'n' AND d.classid = 'pg_catalog.pg_extension'::regclass
                         AND d.refclassid = 'pg_catalog.pg_namespace'::regclass
                         AND d.refobjid = n.oid)
         ORDER BY r.id LIMIT 1
    ), tail AS (
        SELECT s.name, pg_catalog.min(s.n) AS n
        FROM pg_catalog.unnest(pg_catalog.current_schemas(false)
            || ARRAY(SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname = 'public'))
            WITH ORDINALITY s (name, n)
        WHERE NOT pg_catalog.starts_with(s.name::text, 'pg_temp_') AND NOT EXISTS (
            SELECT FROM gitversion.branches b WHERE b.is_active AND b.schema_name = s.name)
        GROUP BY s.name
    )
    SELECT pg_catalog.concat_ws(', ', pg_catalog.quote_ident(p_schema_name),
        (SELECT pg_catalog.quote_ident(r.schema_name) FROM root r),
        (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(t.name::text), ', ' ORDER BY t.n) FROM tail t));
END;
COMMENT ON FUNCTION gitversion_internal.session_path(text) IS
    'the search path for work on a branch: its schema; the root branch''s schema where extensions '
    'have members in it; what is on the path now, and public, unless it is the schema of a branch; '
    'internal';

CREATE FUNCTION gitversion_internal.usable_schema(p_branch_name text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_schema pg_catalog.text := (SELECT b.schema_name FROM gitversion.branches b
                      WHERE b.branch_name OPERATOR(pg_catalog.=) p_branch_name AND b.is_active);
BEGIN
    IF v_schema IS NULL THEN
        PERFORM gitversion_internal.refuse_branch(p_branch_name);
    ELSIF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname OPERATOR(pg_catalog.=) v_schema) THEN
        PERFORM gitversion_internal.refuse_schema(v_schema, p_branch_name);
    ELSIF NOT pg_catalog.has_schema_privilege(v_schema, 'USAGE') THEN
        PERFORM gitversion_internal.raise('VC046', pg_catalog.format(
                'role "%s" may not use schema "%s" of branch "%s"', current_user, v_schema, p_branch_name),
            'Without that, names on the search path would mean objects of other schemas.',
            pg_catalog.format('Its owner can GRANT USAGE ON SCHEMA %I TO %I.', v_schema, current_user));
    END IF;
    RETURN v_schema;
END
$$;
COMMENT ON FUNCTION gitversion_internal.usable_schema(text) IS
    'the schema of a branch, or an error where there is none or the caller may not use it; internal';

CREATE FUNCTION gitversion.use_branch(p_branch_name text, p_local boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_schema pg_catalog.text;
BEGIN
    IF p_branch_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_branch_name is NULL',
            'A session works on one branch.', 'Name a branch: gitversion.use_branch(''main'').');
    ELSIF p_local IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_local is NULL',
            'It says whether the branch is that of the transaction only.', 'Give true or false.');
    END IF;
    v_schema := gitversion_internal.usable_schema(p_branch_name);
    PERFORM pg_catalog.set_config('gitversion.current_branch', p_branch_name, p_local),
        pg_catalog.set_config('gitversion.current_schema', v_schema, p_local),
        pg_catalog.set_config('search_path', gitversion_internal.session_path(v_schema), p_local);
END
$$;
COMMENT ON FUNCTION gitversion.use_branch(text, boolean) IS
    'lets the session work on a branch, or with p_local only the transaction: sets search_path, '
    'gitversion.current_branch and gitversion.current_schema';
