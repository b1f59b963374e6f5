-- Functions of users that are asked about conflicts, and resolutions that are remembered.
CREATE FUNCTION gitversion_internal.driver(p_function text) RETURNS pg_catalog.pg_proc
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p FROM pg_proc p
    WHERE p.oid = to_regprocedure(p_function || '(text, text, text)')
      AND p.prokind = 'f' AND p.prorettype = 'text'::regtype AND NOT p.proretset;
END;
COMMENT ON FUNCTION gitversion_internal.driver(text) IS
    'the function (text, text, text) of a name with schema that returns a text; internal';

-- The function runs with the rights of who merges. That gives its owner nothing: he has to have these
-- rights himself.
CREATE FUNCTION gitversion_internal.run_driver(
    p_function text, p_path text, p_base text, p_ours text, p_theirs text)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_function pg_proc := gitversion_internal.driver(p_function);
    v_merged text;
BEGIN
    IF v_function IS NULL THEN
        PERFORM gitversion_internal.notice(format('merge driver %s does not run', p_function),
            'There is no such function (text, text, text) that returns a text.');
        RETURN NULL;
    ELSIF NOT pg_has_role(v_function.proowner, current_user, 'USAGE') THEN
        PERFORM gitversion_internal.notice(format('merge driver %s does not run', p_function),
            format('Its owner %s does not have the rights of %s, with which it would run.',
                v_function.proowner::regrole, quote_ident(current_user)));
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT %s($1, $2, $3)', p_function) INTO v_merged USING p_base, p_ours, p_theirs;
    RETURN v_merged;
EXCEPTION WHEN OTHERS THEN
    IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
        RAISE;
    END IF;
    PERFORM gitversion_internal.notice(format('merge driver %s failed at %s', p_function, p_path), SQLERRM);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION gitversion_internal.run_driver(text, text, text, text, text) IS
    'what a merge driver makes of a conflict; null where it does not run or fails; internal';

CREATE FUNCTION gitversion.register_merge_driver(p_pattern text, p_function text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_name pg_catalog.text;
BEGIN
    IF coalesce(pg_catalog.btrim(p_pattern), '') OPERATOR(pg_catalog.=) ANY ('{"",/}') OR pg_catalog.starts_with(p_pattern, '!') THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_pattern is no pattern of paths',
            'It is NULL, empty, or begins with !.',
            'Give a pattern as for gitversion.ignore, such as functions/* or views/report_*.');
    END IF;
    SELECT pg_catalog.format('%I.%I', n.nspname, p.proname) INTO v_name
    FROM gitversion_internal.driver(p_function) p
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace;
    IF v_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC014',
            pg_catalog.format('%s cannot be a merge driver', coalesce(p_function, 'NULL')),
            'There is no such function (text, text, text) that returns a text.',
            'Name a function with its schema that takes base, ours and theirs and returns the merged DDL or null.');
    END IF;
    PERFORM gitversion_internal.writable();
    DELETE FROM gitversion_internal.merge_drivers d WHERE d.pattern OPERATOR(pg_catalog.=) p_pattern;
    INSERT INTO gitversion_internal.merge_drivers (pattern, expression, function)
    VALUES (p_pattern, gitversion_internal.pattern_expression(p_pattern), v_name);
END
$$;
COMMENT ON FUNCTION gitversion.register_merge_driver(text, text) IS
    'lets a function (base, ours, theirs) be asked about conflicts in objects at matching paths: it gets the '
    'DDL of each and returns the merged one, or null to leave the conflict; the last pattern that matches '
    'decides. It runs only if its owner has all rights of who merges';

CREATE FUNCTION gitversion.unregister_merge_driver(p_pattern text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion_internal.writable();
    DELETE FROM gitversion_internal.merge_drivers d WHERE d.pattern OPERATOR(pg_catalog.=) p_pattern;
    IF NOT FOUND THEN
        PERFORM gitversion_internal.raise(CASE WHEN p_pattern IS NULL THEN 'VC014' ELSE 'VC042' END,
            pg_catalog.format('no merge driver has pattern %s', coalesce(pg_catalog.quote_literal(p_pattern), 'NULL')),
            'register_merge_driver was not called with it.', 'gitversion.merge_drivers lists the patterns.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.unregister_merge_driver(text) IS 'forgets a pattern that register_merge_driver was given';

-- Holds for whoever writes to the table in whatever way: what a superuser takes is told by who is named.
CREATE FUNCTION gitversion_internal.on_resolution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT gitversion_internal.is_role(new.resolved_by) THEN
        new.resolved_by := current_user;
    END IF;
    RETURN new;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_resolution() IS
    'trigger; a resolution is of a role whose privileges the current one has; internal';
DROP TRIGGER IF EXISTS resolution ON gitversion.resolutions;
CREATE TRIGGER resolution BEFORE INSERT OR UPDATE ON gitversion.resolutions
    FOR EACH ROW EXECUTE FUNCTION gitversion_internal.on_resolution();

CREATE FUNCTION gitversion.forget_resolutions(p_path text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_count bigint;
BEGIN
    PERFORM gitversion_internal.writable();
    DELETE FROM gitversion_internal.resolutions r
    WHERE p_path IS NULL OR r.object_name OPERATOR(pg_catalog.=) p_path;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END
$$;
COMMENT ON FUNCTION gitversion.forget_resolutions(text) IS
    'forgets how conflicts were resolved, in the object at a path or in all; returns how many';
