-- Paths as users write them: whole ones, or short ones such as customers and customers.email.
CREATE FUNCTION gitversion_internal.short_path(p_path text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    -- tables/customers/columns/email, but policies/customers/tenants: folders are left out.
    SELECT string_agg(replace(replace(s.segment, '%2F', '/'), '%25', '%'), '.' ORDER BY s.n)
    FROM string_to_table(p_path, '/') WITH ORDINALITY s (segment, n)
    WHERE CASE WHEN cardinality(string_to_array(p_path, '/')) % 2 = 0 THEN s.n % 2 = 0 ELSE s.n > 1 END;
END;
COMMENT ON FUNCTION gitversion_internal.short_path(text) IS
    'a path without its folders: customers, customers.email; internal';

CREATE FUNCTION gitversion_internal.full_path(p_path text, p_paths text[]) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_path text := CASE WHEN p_path LIKE '_%/' THEN left(p_path, -1) ELSE p_path END;
    v_found text[];
BEGIN
    IF EXISTS (SELECT FROM unnest(p_paths) p (path)
               WHERE p.path = v_path OR starts_with(p.path, v_path || '/')) THEN
        RETURN v_path;
    END IF;
    -- The arguments of a routine may be left out.
    v_found := ARRAY(SELECT DISTINCT p.path
        FROM unnest(p_paths) p (path), gitversion_internal.short_path(p.path) AS s (short)
        WHERE s.short = v_path OR starts_with(s.short, v_path || '(')
            AND split_part(p.path, '/', 1) IN ('functions', 'procedures', 'aggregates')
        ORDER BY p.path);
    IF cardinality(v_found) > 1 THEN
        PERFORM gitversion_internal.raise('VC007', format('path "%s" is ambiguous', p_path),
            format('It fits %s%s.', array_to_string(v_found[:10], ', '),
                CASE WHEN cardinality(v_found) > 10
                    THEN format(' and %s more', cardinality(v_found) - 10) ELSE '' END),
            'Give the whole path.');
    END IF;
    RETURN coalesce(v_found[1], p_path);
END
$$;
COMMENT ON FUNCTION gitversion_internal.full_path(text, text[]) IS
    'which of some paths a user means, who may write a short one; what is none of them stays as it is, '
    'and one that fits several is an error; internal';

CREATE FUNCTION gitversion_internal.path_at(p_commit_id integer, p_path text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    v_tree text := (SELECT c.tree_hash FROM gitversion.commits c WHERE c.id = p_commit_id);
BEGIN
    IF p_path IS NULL
        OR EXISTS (SELECT FROM gitversion_internal.node_hashes(ARRAY[v_tree], p_path)) THEN
        RETURN p_path;
    END IF;
    -- Of units with another name neither they nor their parts can be meant.
    RETURN gitversion_internal.full_path(p_path, ARRAY(
        SELECT u.path
        FROM gitversion_internal.tree(v_tree) t
        CROSS JOIN LATERAL gitversion_internal.short_path(t.path) AS s (short)
        CROSS JOIN LATERAL (
            SELECT t.path WHERE NOT starts_with(p_path, s.short || '.')
            UNION ALL SELECT n.path FROM gitversion_internal.nodes(t.hash) n
            WHERE starts_with(p_path, s.short || '.')) u
        WHERE t.type NOT IN ('tree', 'bucket')
          AND (starts_with(p_path, s.short) OR starts_with(s.short, p_path))));
END
$$;
COMMENT ON FUNCTION gitversion_internal.path_at(integer, text) IS
    'the path in a commit that a user means, as full_path; internal';
