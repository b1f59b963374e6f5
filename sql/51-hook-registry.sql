-- Who chooses checks and hooks of a branch, and which there are.
CREATE FUNCTION gitversion_internal.add_branch_function(p_branch_name text, p_event text, p_function text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.branch_id(p_branch_name);
    v_names text[];
    v_unfit text;
BEGIN
    IF p_event IS NULL OR p_event NOT IN ('check', 'pre_commit', 'pre_merge', 'post_merge') THEN
        PERFORM gitversion_internal.raise('VC014', CASE WHEN p_event IS NULL
            THEN 'it takes an event of hooks' ELSE format('there is no event "%s"', p_event) END, 'Hooks are called by commits and merges.',
            'Give pre_commit, pre_merge or post_merge.');
    END IF;
    v_names := gitversion_internal.names_of_function(p_function);
    v_unfit := gitversion_internal.unfit_for_hook(p_event, v_names[1], v_names[2]);
    IF v_unfit IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC014',
            format('function "%s" cannot be called by merges of branch "%s"', p_function, p_branch_name), v_unfit,
            'A check takes one jsonb and returns boolean, a hook takes one jsonb; CREATE it as SECURITY DEFINER, '
            'so that it runs with the rights of its owner.');
    END IF;
    PERFORM gitversion_internal.writable();
    IF NOT gitversion_internal.may_administer(v_id) THEN
        PERFORM gitversion_internal.refuse_administration(v_id);
    END IF;
    INSERT INTO gitversion_internal.branch_functions (branch_id, event, function_schema, function_name)
    VALUES (v_id, p_event, v_names[1], v_names[2]) ON CONFLICT DO NOTHING;
END
$$;
COMMENT ON FUNCTION gitversion_internal.add_branch_function(text, text, text) IS
    'makes a function a check or hook of a branch; internal';

CREATE FUNCTION gitversion_internal.names_of_function(p_function text) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_names text[];
BEGIN
    BEGIN
        v_names := parse_ident(regexp_replace(p_function, '\s*\(\s*jsonb\s*\)\s*$', ''));
    EXCEPTION WHEN invalid_parameter_value THEN
        NULL;
    END;
    IF cardinality(v_names) = 2 THEN
        RETURN v_names;
    END IF;
    PERFORM gitversion_internal.raise('VC014', CASE WHEN p_function IS NULL THEN 'argument p_function is NULL'
            ELSE format('"%s" is not the name of a function', p_function) END, 'A function is named with its schema.', 'Give schema.name.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.names_of_function(text) IS
    'schema and name of a function, without its arguments; internal';

CREATE FUNCTION gitversion_internal.drop_branch_function(p_branch_name text, p_event text, p_function text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := gitversion_internal.branch_id(p_branch_name);
    v_names text[] := gitversion_internal.names_of_function(p_function);
BEGIN
    PERFORM gitversion_internal.writable();
    IF NOT gitversion_internal.may_administer(v_id) THEN
        PERFORM gitversion_internal.refuse_administration(v_id);
    END IF;
    UPDATE gitversion_internal.removable_branch_functions f SET is_removed = true WHERE f.branch_id = v_id AND f.event = p_event
        AND f.function_schema = v_names[1] AND f.function_name = v_names[2];
    IF NOT FOUND THEN
        PERFORM gitversion_internal.raise('VC014',
            format('branch "%s" has no %s "%s"', p_branch_name, coalesce(p_event, 'hook'), p_function),
            'No such function was chosen for the branch.',
            'SELECT * FROM gitversion.required_checks, or gitversion.hooks, lists them.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.drop_branch_function(text, text, text) IS
    'makes a function no longer a check or hook of a branch; internal';

CREATE FUNCTION gitversion.require_check(p_branch_name text, p_function text) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.add_branch_function(p_branch_name, 'check', p_function);
END;
COMMENT ON FUNCTION gitversion.require_check(text, text) IS
    'makes a function (schema.name, of one jsonb, returns boolean) a check of a branch: no merge, cherry_pick, '
    'revert, rebase or reset of the branch lands unless it returns true';

CREATE FUNCTION gitversion.drop_check(p_branch_name text, p_function text) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.drop_branch_function(p_branch_name, 'check', p_function);
END;
COMMENT ON FUNCTION gitversion.drop_check(text, text) IS 'makes a function no longer a check of a branch';

CREATE FUNCTION gitversion.add_hook(p_branch_name text, p_event text, p_function text) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.add_branch_function(p_branch_name, nullif(p_event, 'check'), p_function);
END;
COMMENT ON FUNCTION gitversion.add_hook(text, text, text) IS
    'lets commits (pre_commit) or merges (pre_merge, post_merge) of a branch call a function (schema.name, of '
    'one jsonb), which can refuse them by an error';

CREATE FUNCTION gitversion.drop_hook(p_branch_name text, p_event text, p_function text) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.drop_branch_function(p_branch_name, nullif(p_event, 'check'), p_function);
END;
COMMENT ON FUNCTION gitversion.drop_hook(text, text, text) IS
    'lets commits or merges of a branch no longer call a function';

CREATE VIEW gitversion.required_checks AS
    SELECT b.branch_name, pg_catalog.format('%I.%I', f.function_schema, f.function_name) AS function,
        f.registered_by, f.registered_at
    FROM gitversion.branch_functions f JOIN gitversion.branches b ON b.id = f.branch_id AND b.is_active
    WHERE f.event = 'check';
COMMENT ON VIEW gitversion.required_checks IS
    'the functions that must return true before a merge or the like lands on a branch';

CREATE VIEW gitversion.hooks AS
    SELECT b.branch_name, f.event, pg_catalog.format('%I.%I', f.function_schema, f.function_name) AS function,
        f.registered_by, f.registered_at
    FROM gitversion.branch_functions f JOIN gitversion.branches b ON b.id = f.branch_id AND b.is_active
    WHERE f.event <> 'check';
COMMENT ON VIEW gitversion.hooks IS 'the functions that commits and merges of branches call';
