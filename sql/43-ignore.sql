-- Objects that are no part of branches, by patterns of their paths as in .gitignore. A pattern becomes a
-- regular expression once; PostgreSQL does the matching, for both that read schemas.
CREATE FUNCTION gitversion_internal.pattern_expression(p_pattern text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_rest text := regexp_replace(p_pattern, '/$', '');
    v_expression text := CASE WHEN strpos(v_rest, '/') = 0 THEN '(.*/)?' ELSE '' END;
    v_part text;
BEGIN
    v_rest := ltrim(v_rest, '/');
    WHILE v_rest <> '' LOOP
        -- The regular expression knows the pieces of a pattern; each piece becomes one of its own.
        v_part := (regexp_match(v_rest,
            '^(\*\*/|/\*\*$|\*+|\?|\\.|\[!?\]?[^]/]*\]|.)'))[1];
        v_rest := substr(v_rest, length(v_part) + 1);
        v_expression := v_expression || CASE
            WHEN v_part = '**/' THEN '(.*/)?'
            WHEN v_part = '/**' THEN '/.*'
            WHEN v_part LIKE '*%' THEN '[^/]*'
            WHEN v_part = '?' THEN '[^/]'
            WHEN v_part LIKE '[%]' THEN regexp_replace(replace(v_part, '\', '\\'), '^\[!', '[^')
            ELSE regexp_replace(right(v_part, 1), '([^[:alnum:]_ ])', '\\\1') END;
    END LOOP;
    RETURN '^' || v_expression || '(/.*)?$';
END
$$;
COMMENT ON FUNCTION gitversion_internal.pattern_expression(text) IS
    'the regular expression that a pattern of paths without ! means; internal';

CREATE FUNCTION gitversion_internal.is_ignored(p_path text) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce((
        SELECT NOT p.is_negated FROM gitversion.ignore_patterns p
        -- A part of an object, which has four segments, goes with the object.
        WHERE CASE WHEN split_part(p_path, '/', 4) <> ''
            THEN split_part(p_path, '/', 1) || '/' || split_part(p_path, '/', 2)
            ELSE p_path END ~ p.expression
        ORDER BY p.id DESC LIMIT 1), false);
END;
COMMENT ON FUNCTION gitversion_internal.is_ignored(text) IS
    'whether the object at a path is ignored because of that path; internal';

CREATE FUNCTION gitversion_internal.ignored(p_classes bigint[], p_objects bigint[], p_paths text[])
RETURNS TABLE (classid oid, objid oid) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET enable_mergejoin = off SET jit = off AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM gitversion.ignore_patterns) THEN
        RETURN;
    END IF;
    RETURN QUERY
        WITH RECURSIVE found (classid, objid) AS (
            SELECT g.classid::oid, g.objid::oid
            FROM unnest(p_classes, p_objects, p_paths) AS g (classid, objid, path)
            WHERE gitversion_internal.is_ignored(g.path)
            UNION
            -- What the server drops along without being asked to: indexes, triggers, partitions, …
            SELECT d.classid, d.objid FROM found f
            JOIN pg_depend d ON d.refclassid = f.classid AND d.refobjid = f.objid
            WHERE d.deptype IN ('P', 'S', 'a', 'i')
        )
        SELECT f.classid, f.objid FROM found f;
END
$$;
COMMENT ON FUNCTION gitversion_internal.ignored(bigint[], bigint[], text[]) IS
    'which of some objects are ignored, by their paths, and what belongs to them; internal';

CREATE FUNCTION gitversion.ignore(p_pattern text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bare text := pg_catalog.ltrim(p_pattern, '!');
BEGIN
    IF p_pattern IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_pattern is NULL',
            'A pattern says which objects are ignored.', 'Give one, such as ''tables/tmp_*''.');
    ELSIF pg_catalog.btrim(v_bare, '/ ') = '' OR p_pattern LIKE '#%' OR p_pattern LIKE '!!%' THEN
        PERFORM gitversion_internal.raise('VC014',
            pg_catalog.format('"%s" is no pattern of paths', p_pattern),
            'It matches nothing, or is a comment.', 'Give one, such as ''tables/tmp_*''.');
    ELSIF v_bare ~ '^(/?[^/]+/|\*\*/)[^/]+/(columns|constraints|attributes)(/|$)' THEN
        PERFORM gitversion_internal.raise('VC014',
            pg_catalog.format('"%s" is about parts of objects', p_pattern),
            'An object is tracked as a whole, with its columns and constraints, or not at all.',
            'Give a pattern for the object, such as ''tables/tmp_*''.');
    END IF;
    PERFORM gitversion_internal.writable();
    -- What is given again is the last one again.
    DELETE FROM gitversion_internal.ignore_patterns p WHERE p.pattern = p_pattern;
    INSERT INTO gitversion_internal.ignore_patterns (pattern, is_negated, expression)
    VALUES (p_pattern, p_pattern LIKE '!%', gitversion_internal.pattern_expression(v_bare));
    -- That nothing was written since a head does not say any more that nothing differs from it.
    DELETE FROM gitversion_internal.branch_states;
END
$$;
COMMENT ON FUNCTION gitversion.ignore(text) IS
    'lets objects at matching paths be no part of branches: they are not cloned, committed, listed by '
    'status, or touched by merges and resets; patterns are those of .gitignore, the last that matches '
    'decides, and ! in front tracks again';

CREATE FUNCTION gitversion.unignore(p_pattern text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_patterns text[] := ARRAY(SELECT p.pattern FROM gitversion.ignore_patterns p ORDER BY p.id);
BEGIN
    IF p_pattern IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_pattern is NULL',
            'It says which pattern to forget.', 'gitversion.ignored_paths lists the patterns.');
    END IF;
    PERFORM gitversion_internal.writable();
    DELETE FROM gitversion_internal.ignore_patterns p WHERE p.pattern = p_pattern;
    IF NOT FOUND THEN
        PERFORM gitversion_internal.raise('VC042', pg_catalog.format('pattern "%s" is not ignored', p_pattern),
            'No pattern was given so.', gitversion_internal.near_hint(p_pattern, v_patterns,
                'gitversion.ignored_paths lists the patterns.'));
    END IF;
    DELETE FROM gitversion_internal.branch_states;
END
$$;
COMMENT ON FUNCTION gitversion.unignore(text) IS 'forgets a pattern that ignore was given';

CREATE VIEW gitversion.ignored_paths AS
    SELECT p.pattern, p.is_negated, p.ignored_by, p.ignored_at
    FROM gitversion.ignore_patterns p ORDER BY p.id;
COMMENT ON VIEW gitversion.ignored_paths IS
    'the patterns of paths that ignore was given; of those that match a path the last one decides';
