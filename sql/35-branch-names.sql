-- Branches by their names, and the errors for names that are none.
CREATE FUNCTION gitversion_internal.distance(p_one text, p_other text) RETURNS integer LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_one text[] := string_to_array(lower(p_one), NULL);
    v_other text[] := string_to_array(lower(p_other), NULL);
    v_width integer := cardinality(v_other);
    v_before integer[];
    v_above integer[];
    v_row integer[] := ARRAY(SELECT generate_series(0, v_width));
    v_best integer;
BEGIN
    FOR i IN 1 .. cardinality(v_one) LOOP
        v_before := v_above;
        v_above := v_row;
        v_row := ARRAY[i];
        FOR j IN 1 .. v_width LOOP
            v_best := least(v_above[j] + (v_one[i] <> v_other[j])::integer, v_above[j + 1] + 1,
                v_row[j] + 1);
            IF i > 1 AND j > 1 AND v_one[i] = v_other[j - 1] AND v_one[i - 1] = v_other[j] THEN
                v_best := least(v_best, v_before[j - 1] + 1);
            END IF;
            v_row := v_row || v_best;
        END LOOP;
    END LOOP;
    RETURN v_row[v_width + 1];
END
$$;
COMMENT ON FUNCTION gitversion_internal.distance(text, text) IS
    'how many characters have to be put in, taken out, replaced or swapped with their neighbour (optimal '
    'string alignment); case does not matter; internal';

CREATE FUNCTION gitversion_internal.near_hint(p_name text, p_known text[], p_otherwise text) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    WITH near AS (
        SELECT '"' || k.name || '"' AS name,
            pg_catalog.row_number() OVER (ORDER BY d.distance, k.n) AS place
        FROM pg_catalog.unnest(p_known) WITH ORDINALITY k (name, n)
        CROSS JOIN LATERAL (SELECT CASE
            WHEN pg_catalog.abs(length(k.name) - length(p_name)) <= greatest(1, length(p_name) / 3)
            THEN gitversion_internal.distance(p_name, k.name) END) d (distance)
        WHERE d.distance <= greatest(1, length(p_name) / 3)
        ORDER BY place LIMIT 3
    ), listed AS (
        SELECT pg_catalog.array_agg(n.name ORDER BY n.place) AS names FROM near n
    )
    SELECT CASE WHEN l.names IS NULL THEN p_otherwise
        ELSE pg_catalog.concat('Perhaps you meant ', pg_catalog.concat_ws(' or ',
            pg_catalog.array_to_string(nullif(pg_catalog.trim_array(l.names, 1), '{}'), ', '),
            l.names[pg_catalog.cardinality(l.names)]), '.') END
    FROM listed l;
END;
COMMENT ON FUNCTION gitversion_internal.near_hint(text, text[], text) IS
    'a hint that names what somebody may have meant, the nearest first, or what to say when nothing is '
    'near; internal';

CREATE FUNCTION gitversion_internal.refuse_branch(p_branch_name text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_names text[] := ARRAY(
        SELECT b.branch_name FROM gitversion.branches b WHERE b.is_active ORDER BY b.id);
BEGIN
    IF v_names = '{}' THEN
        PERFORM gitversion_internal.raise('VC012',
            format('gitversion has no branch yet, so there is no "%s"', p_branch_name),
            'No schema of this database is under version control.',
            'Call gitversion.init(''main'', ''public'') to adopt a schema, or'
            ' gitversion.init(''main'') to begin with an empty one.');
    END IF;
    PERFORM gitversion_internal.raise('VC003', format('branch "%s" does not exist', p_branch_name),
        'No active branch has this name.', gitversion_internal.near_hint(p_branch_name, v_names,
            'SELECT branch_name FROM gitversion.branches WHERE is_active lists the branches.'));
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_branch(text) IS
    'raises the error for a branch that does not exist; internal';

CREATE FUNCTION gitversion_internal.refuse_schema(p_schema text, p_branch_name text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.raise('VC011',
        format('schema "%s" of branch "%s" does not exist', p_schema, p_branch_name),
        'The schema was dropped or renamed outside of gitversion.',
        'Give the schema its name back, or remove the branch with gitversion.drop_branch(name, true).');
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_schema(text, text) IS
    'raises the error for a branch whose schema does not exist; internal';

CREATE FUNCTION gitversion_internal.branch_id(p_branch_name text) RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id integer := (SELECT b.id FROM gitversion.branches b
                     WHERE b.branch_name = p_branch_name AND b.is_active);
BEGIN
    IF p_branch_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_branch_name is NULL',
            'The function needs a value for p_branch_name.',
            'Name a branch, or choose one for the session with gitversion.use_branch(name).');
    ELSIF v_id IS NULL THEN
        PERFORM gitversion_internal.refuse_branch(p_branch_name);
    END IF;
    RETURN v_id;
END
$$;
COMMENT ON FUNCTION gitversion_internal.branch_id(text) IS
    'the id of the active branch of a name, or an error; internal';
