CREATE FUNCTION gitversion_internal.changed_lines(p_before text, p_after text)
RETURNS TABLE (line integer, before text, after text)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_before text[] := string_to_array(p_before, E'\n');
    v_after text[] := string_to_array(p_after, E'\n');
BEGIN
    IF cardinality(v_before) <> cardinality(v_after) OR p_after IS NULL THEN
        RETURN QUERY SELECT NULL::integer, p_before, p_after;
    ELSE
        RETURN QUERY SELECT u.n::integer, u.b, u.a
            FROM unnest(v_before, v_after) WITH ORDINALITY u (b, a, n) WHERE u.b <> u.a;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.changed_lines(text, text) IS
    'the lines in which two texts of the same lines differ, else both as a whole; internal';

CREATE FUNCTION gitversion.localize(p_branch_name text, p_dry_run boolean DEFAULT false)
RETURNS TABLE (path text, line integer, before text, after text, result text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET check_function_bodies = off
SET gitversion.guard = off AS $$
DECLARE
    v_before text; v_result text;
    v_id integer := gitversion_internal.branch_id(p_branch_name);
    v_schema text := (SELECT b.schema_name FROM gitversion.branches b WHERE b.id = v_id);
    v_root text := (SELECT b.schema_name FROM gitversion.branches b
        WHERE b.is_active AND b.parent_branch_id IS NULL AND b.id <> v_id ORDER BY b.id LIMIT 1);
    v_path text := replace(gitversion_internal.search_path(v_schema), ', pg_catalog, ', ', ');
    v_done text[] := '{}';
    v_inherited text[] := '{}';
    v_foreign text := gitversion_internal.foreign_owner(v_schema);
    v_text text;
    v_statement text;
    v record;
BEGIN
    IF p_dry_run IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_dry_run is NULL',
            'It says whether the branch is only looked at.', 'Give true or false.');
    ELSIF v_path IS NULL THEN
        PERFORM gitversion_internal.refuse_schema(v_schema, p_branch_name);
    ELSIF v_root IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', format('branch "%s" is the root branch', p_branch_name),
            'What names its schema means the branch itself.', 'Name another branch.');
    END IF;
    PERFORM gitversion_internal.writable();
    PERFORM gitversion_internal.lock_alone(v_id);
    BEGIN
        FOR v IN SELECT f.* FROM gitversion_internal.foreign_references(
            quote_ident(v_schema)::regnamespace, quote_ident(v_root)::regnamespace) f
        LOOP
            -- What came along with another object is as it should be, or is listed below.
            CONTINUE WHEN pg_describe_object(v.classid, v.objid, v.objsubid) IS NULL;
            path := v.path;
            before := (gitversion_internal.redefinition_on(
                v_schema, v.classid, v.objid, v.objsubid, v.has_type)).definition;
            SELECT d.definition, d.statement INTO v_text, v_statement
            FROM gitversion_internal.redefinition_on(v_root, v.classid, v.objid, v.objsubid, v.has_type) d;
            IF v_statement = '' THEN
                v_inherited := v_inherited || path;
                CONTINUE;
            END IF;
            IF v_statement IS NULL THEN
                line := NULL;
                after := NULL;
                result := format('not possible: PostgreSQL changes no %s in place, drop it and create it again',
                    CASE v.type WHEN 'default value' THEN 'generated column' ELSE v.type END);
                v_done := v_done || path;
                RETURN NEXT;
            ELSE
                v_before := before;
                v_result := gitversion_internal.try_on(v_path, v_statement,
                    coalesce(gitversion_internal.foreign_owner_of(v.classid, v.objid), v_foreign));
                v_done := v_done || CASE WHEN v_result <> 'rewritten' THEN path END;
                RETURN QUERY SELECT v.path, l.line, l.before, l.after, v_result
                    FROM gitversion_internal.changed_lines(v_before, v_text) l;
            END IF;
        END LOOP;
        RETURN QUERY SELECT f.path, NULL::integer, NULL::text, NULL::text,
                CASE WHEN f.path = ANY (v_inherited) THEN 'not possible: it comes from another object'
                    ELSE 'not possible: the branch has nothing of that name' END
            FROM gitversion_internal.foreign_references(
                quote_ident(v_schema)::regnamespace, quote_ident(v_root)::regnamespace) f
            WHERE f.path <> ALL (array_remove(v_done, NULL));
        FOR v IN SELECT b.* FROM gitversion_internal.bodies_to_localize(v_schema, v_root) b LOOP
            IF v.statement IS NOT NULL THEN
                v_result := gitversion_internal.try_on(v_path, v.statement, v_foreign);
                RETURN QUERY SELECT v.path, l.line, l.before, l.after, v_result
                    FROM gitversion_internal.changed_lines(v.before, v.after) l;
            END IF;
            RETURN QUERY SELECT v.path, substring(d.doubt FROM '^line (\d+)')::integer, d.doubt, NULL::text, 'not certain'
                FROM string_to_table(v.doubts, E'\n') d (doubt);
        END LOOP;
        IF p_dry_run THEN
            RAISE EXCEPTION USING ERRCODE = 'VC999';
        END IF;
    EXCEPTION WHEN SQLSTATE 'VC999' THEN
        NULL;
    END;
END
$$;
COMMENT ON FUNCTION gitversion.localize(text, boolean) IS
    'lets what in the live schema of a branch names the schema of the root mean the branch itself: bodies '
    'and settings of routines, and all that refers to it; each line before and after, and what is not '
    'possible or not certain; p_dry_run: without doing it';

CREATE FUNCTION gitversion_internal.moved_script(p_script text, p_from text, p_to text, p_kept text[])
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.TextFunctions.movedScript(java.lang.String,java.lang.String,java.lang.String,java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.moved_script(text, text, text, text[]) IS
    'a script in which the names of one schema mean another one, or an error; internal';

CREATE FUNCTION gitversion_internal.settings() RETURNS TABLE (name text, setting text) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT s.name, pg_catalog.current_setting(s.name) FROM pg_catalog.pg_settings s WHERE s.context IN ('user', 'superuser')
    UNION ALL SELECT v.name, pg_catalog.current_setting(v.name, true)
    FROM (VALUES ('gitversion.current_branch'), ('gitversion.current_schema'), ('gitversion.guard'),
        ('session_authorization'), ('role')) v (name);
END;
COMMENT ON FUNCTION gitversion_internal.settings() IS 'settings that a script may change; internal';

CREATE FUNCTION gitversion.run_on_branch(p_branch_name text, p_script text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_id integer := gitversion_internal.branch_id(p_branch_name);
    v_schema pg_catalog.text := (SELECT b.schema_name FROM gitversion.branches b WHERE b.id OPERATOR(pg_catalog.=) v_id);
    v_root pg_catalog.text := (SELECT b.schema_name FROM gitversion.branches b
        WHERE b.is_active AND b.parent_branch_id IS NULL ORDER BY b.id LIMIT 1);
    v_path pg_catalog.text := gitversion_internal.session_path(v_schema);
    v_names pg_catalog.text[];
    v_before pg_catalog.text[];
    v_set pg_catalog.text[];
    v_script pg_catalog.text;
BEGIN
    IF p_script IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_script is NULL',
            'It holds the statements to execute.', 'Give a script.');
    ELSIF gitversion_internal.search_path(v_schema) IS NULL THEN
        PERFORM gitversion_internal.refuse_schema(v_schema, p_branch_name);
    END IF;
    v_script := gitversion_internal.moved_script(p_script,
        CASE WHEN v_root OPERATOR(pg_catalog.=) v_schema THEN '' ELSE v_root END, v_schema,
        gitversion_internal.names_of_members(v_root));
    SELECT pg_catalog.array_agg(s.name), pg_catalog.array_agg(s.setting) INTO v_names, v_before
    FROM gitversion_internal.settings() s;
    PERFORM pg_catalog.set_config('gitversion.current_branch', p_branch_name, true),
        pg_catalog.set_config('gitversion.current_schema', v_schema, true),
        pg_catalog.set_config('gitversion.guard', 'on', true),
        pg_catalog.set_config('search_path', v_path, true);
    v_set := ARRAY(SELECT pg_catalog.current_setting(n.name, true) FROM pg_catalog.unnest(v_names) n (name));
    EXECUTE v_script;
    -- What the script set is set for the session, what was set above for the transaction.
    PERFORM pg_catalog.set_config(s.name, s.before, s.now OPERATOR(pg_catalog.=) s.ours)
    FROM (SELECT b.name, b.n, coalesce(b.before, '') AS before, coalesce(b.ours, '') AS ours,
            coalesce(pg_catalog.current_setting(b.name, true), '') AS now
        FROM ROWS FROM (pg_catalog.unnest(v_names), pg_catalog.unnest(v_before), pg_catalog.unnest(v_set))
            WITH ORDINALITY b (name, before, ours, n)) s
    WHERE s.now OPERATOR(pg_catalog.<>) s.before
    ORDER BY s.n DESC;
END
$$;
COMMENT ON FUNCTION gitversion.run_on_branch(text, text) IS
    'executes a script on a branch, in which names with the schema of the root mean the branch: as a whole '
    'or not at all; refuses a script where that is not certain everywhere; settings are as before afterwards';
