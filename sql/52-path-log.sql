-- The commits that changed what is at a path, which is followed through renames. Directories and plain
-- documents are read here, each once, so that Java is started for compressed ones alone.
CREATE FUNCTION gitversion_internal.path_before(p_renames jsonb, p_path text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    WITH before (path) AS (
        SELECT coalesce((SELECT r.key || substr(p_path, length(r.value) + 1)
            FROM jsonb_each_text(p_renames) r
            WHERE starts_with(p_path || '/', r.value || '/')
            ORDER BY length(r.value) DESC LIMIT 1), p_path)
    )
    SELECT CASE WHEN coalesce((SELECT r.value || substr(b.path, length(r.key) + 1)
            FROM jsonb_each_text(p_renames) r
            WHERE starts_with(b.path || '/', r.key || '/')
            ORDER BY length(r.key) DESC LIMIT 1), b.path) = p_path THEN b.path END
    FROM before b;
END;
COMMENT ON FUNCTION gitversion_internal.path_before(jsonb, text) IS
    'the path in a parent of what is at a path of a commit; null: it came into being with the commit, and '
    'what had the path went elsewhere; internal';

CREATE FUNCTION gitversion_internal.origins(p_commit_id integer, p_path text)
RETURNS TABLE (commit_id integer, path text) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT p.parent_id, CASE WHEN p.renames = '{}' THEN p_path
        ELSE gitversion_internal.path_before(p.renames, p_path) END
    -- OFFSET 0 keeps the planner from joining with the whole table in every step.
    FROM (SELECT c.parent_id, c.renames FROM gitversion.commit_parents c
        WHERE c.commit_id = p_commit_id OFFSET 0) p;
END;
COMMENT ON FUNCTION gitversion_internal.origins(integer, text) IS
    'the parents of a commit, each with the path that what is at a path of the commit has there; null: it '
    'is not there; internal';

CREATE FUNCTION gitversion_internal.visited(p_commit_id integer, p_path text)
RETURNS TABLE (commit_id integer, path text) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE visited (id, path) AS (
        SELECT p_commit_id, p_path
        UNION
        SELECT o.commit_id, o.path
        FROM visited v CROSS JOIN LATERAL gitversion_internal.origins(v.id, v.path) o
        WHERE o.path IS NOT NULL
    )
    SELECT v.id, v.path FROM visited v;
END;
COMMENT ON FUNCTION gitversion_internal.visited(integer, text) IS
    'a commit and its ancestors as far back as what is at a path can be followed, with its path in each; '
    'internal';

CREATE FUNCTION gitversion_internal.lines_to(p_directories text[], p_depths integer[], p_segments text[])
RETURNS TABLE (directory text, depth integer, segment text, type text, hash text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
SET jit = off AS $$
BEGIN
    RETURN QUERY
    WITH document AS MATERIALIZED (
        SELECT d.hash, d.content, starts_with(d.content, E'gitversion tree 1\nbucket ') AS is_split
        FROM gitversion_internal.documents(ARRAY(SELECT DISTINCT unnest(p_directories))) d
    ), wanted AS MATERIALIZED (
        SELECT DISTINCT w.directory, w.depth, w.segment
        FROM unnest(p_directories, p_depths, p_segments) w (directory, depth, segment)
    ), line AS (
        SELECT w.directory, w.depth, w.segment, l.line, CASE WHEN d.is_split
            THEN substr(gitversion_internal.content_hash(w.segment), w.depth + 1, 1)
            ELSE gitversion_internal.escape(w.segment) END AS ending
        FROM wanted w JOIN document d ON d.hash = w.directory
        CROSS JOIN LATERAL string_to_table(d.content, E'\n') l (line)
        WHERE l.line NOT IN ('', 'gitversion tree 1')
    )
    SELECT l.directory, l.depth, l.segment, split_part(l.line, ' ', 1), split_part(l.line, ' ', 2)
    FROM line l WHERE substr(l.line, strpos(l.line, ' ') + 66) = l.ending;
END
$$;
COMMENT ON FUNCTION gitversion_internal.lines_to(text[], integer[], text[]) IS
    'the lines of stored directories that lead to segments: those of the entries, or of their buckets; '
    'depth: how many buckets lead to a directory; internal';

CREATE FUNCTION gitversion_internal.node_hashes(p_trees text[], p_path text)
RETURNS TABLE (tree text, hash text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
SET jit = off AS $$
DECLARE
    v_segments text[] := string_to_array(p_path, '/');
    -- A slash at the end of the path of a directory does not matter.
    v_last integer := cardinality(v_segments) - (p_path LIKE '_%/')::integer;
    v_trees text[] := ARRAY(SELECT DISTINCT unnest(p_trees));
    v_hashes text[] := v_trees;
    v_at integer[] := array_fill(1, ARRAY[cardinality(v_trees)]);
    v_depths integer[] := array_fill(0, ARRAY[cardinality(v_trees)]);
    v_types text[] := array_fill('tree'::text, ARRAY[cardinality(v_trees)]);
BEGIN
    LOOP
        RETURN QUERY
        SELECT t.tree, t.hash FROM unnest(v_trees, v_hashes, v_at, v_types) t (tree, hash, at, type)
        WHERE t.at > CASE t.type WHEN 'tree' THEN v_last ELSE cardinality(v_segments) END
        UNION ALL
        SELECT t.tree, n.hash
        FROM unnest(v_trees, v_hashes, v_at, v_types) t (tree, unit, at, type)
        JOIN (SELECT d.hash AS unit, p.hash FROM gitversion_internal.documents(ARRAY(
                SELECT DISTINCT u.hash FROM unnest(v_hashes, v_at, v_types) u (hash, at, type)
                WHERE u.type NOT IN ('tree', 'bucket') AND u.at <= cardinality(v_segments))) d
            CROSS JOIN LATERAL gitversion_internal.document_nodes(d.content) p
            WHERE p.path = p_path) n ON n.unit = t.unit
        WHERE t.type NOT IN ('tree', 'bucket') AND t.at <= cardinality(v_segments);
        SELECT array_agg(w.tree), array_agg(l.hash), array_agg(w.at + (l.type <> 'bucket')::integer),
            array_agg(CASE l.type WHEN 'bucket' THEN w.depth + 1 ELSE 0 END), array_agg(l.type)
        INTO v_trees, v_hashes, v_at, v_depths, v_types
        FROM unnest(v_trees, v_hashes, v_at, v_depths, v_types) w (tree, hash, at, depth, type)
        JOIN (SELECT f.* FROM (
                SELECT array_agg(u.hash) AS hashes, array_agg(u.depth) AS depths,
                    array_agg(v_segments[u.at]) AS segments
                FROM unnest(v_hashes, v_at, v_depths, v_types) u (hash, at, depth, type)
                WHERE u.type IN ('tree', 'bucket') AND u.at <= v_last) g,
            gitversion_internal.lines_to(g.hashes, g.depths, g.segments) f) l
            ON l.directory = w.hash AND l.depth = w.depth AND l.segment = v_segments[w.at]
        WHERE w.type IN ('tree', 'bucket') AND w.at <= v_last;
        EXIT WHEN v_trees IS NULL;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.node_hashes(text[], text) IS
    'the hashes of what is at a path of stored trees, as compute_node_hash; no row where there is '
    'nothing; internal';

CREATE FUNCTION gitversion_internal.touched(p_commits integer[], p_paths text[]) RETURNS SETOF integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
SET jit = off AS $$
DECLARE
    v_path text;
    v_trees text[];
    v_found text[];
    v_paths text[] := '{}';
    v_in text[] := '{}';
    v_hashes text[] := '{}';
BEGIN
    FOR v_path, v_trees IN
        SELECT n.path, array_agg(DISTINCT c.tree_hash)
        FROM (SELECT v.id, v.path FROM unnest(p_commits, p_paths) v (id, path)
            UNION SELECT o.commit_id, o.path FROM unnest(p_commits, p_paths) v (id, path)
            CROSS JOIN LATERAL gitversion_internal.origins(v.id, v.path) o WHERE o.path IS NOT NULL) n
        JOIN gitversion.commits c ON c.id = n.id GROUP BY n.path
    LOOP
        SELECT v_paths || array_agg(v_path), v_in || array_agg(h.tree), v_hashes || array_agg(h.hash)
        INTO v_paths, v_in, v_hashes FROM gitversion_internal.node_hashes(v_trees, v_path) h;
    END LOOP;
    RETURN QUERY
    WITH node AS MATERIALIZED (
        SELECT c.id, h.path, h.hash
        FROM unnest(v_paths, v_in, v_hashes) h (path, tree, hash)
        JOIN gitversion.commits c ON c.tree_hash = h.tree
    ), origin AS MATERIALIZED (
        SELECT v.id, v.path, o.commit_id AS parent, o.path AS before
        FROM unnest(p_commits, p_paths) v (id, path)
        LEFT JOIN LATERAL gitversion_internal.origins(v.id, v.path) o ON true
    )
    SELECT o.id FROM origin o
    LEFT JOIN node n ON n.id = o.id AND n.path = o.path
    LEFT JOIN node b ON b.id = o.parent AND b.path = o.before
    GROUP BY o.id, o.path
    -- In a commit without parents it is new; else it is not as in any parent.
    HAVING bool_and(CASE WHEN o.parent IS NULL THEN n.hash IS NOT NULL
        ELSE o.before IS NULL OR n.hash IS DISTINCT FROM b.hash END);
END
$$;
COMMENT ON FUNCTION gitversion_internal.touched(integer[], text[]) IS
    'those of some commits in which what is at a path of each is not as in any parent; internal';

CREATE FUNCTION gitversion_internal.touching(p_commit_id integer, p_path text, p_limit integer)
RETURNS integer[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_commits integer[];
    v_paths text[];
    v_found integer[] := '{}';
    -- Where few are wanted, most trees need not be looked at.
    v_size integer := CASE WHEN p_limit IS NULL THEN 1000000000 ELSE 32 END;
    v_first integer := 1;
BEGIN
    SELECT array_agg(v.commit_id ORDER BY v.commit_id DESC), array_agg(v.path ORDER BY v.commit_id DESC)
    INTO v_commits, v_paths FROM gitversion_internal.visited(p_commit_id, p_path) v;
    WHILE v_first <= cardinality(v_commits) AND (p_limit IS NULL OR cardinality(v_found) < p_limit) LOOP
        v_found := v_found || ARRAY(SELECT DISTINCT t.id FROM gitversion_internal.touched(
            v_commits[v_first:v_first + v_size - 1], v_paths[v_first:v_first + v_size - 1]) t (id)
            ORDER BY t.id DESC);
        v_first := v_first + v_size;
        v_size := v_size * 2;
    END LOOP;
    IF v_found = '{}' AND p_limit IS DISTINCT FROM 0 THEN
        PERFORM gitversion_internal.raise('VC024', format('there is nothing at "%s"', p_path), format(
            'No commit up to %s has an object there.', (SELECT left(c.commit_hash, 12)
                FROM gitversion.commits c WHERE c.id = p_commit_id)),
            'Paths are those of gitversion.object_snapshots, such as tables/users or'
            ' tables/users/columns/email.');
    END IF;
    RETURN ARRAY(SELECT DISTINCT t.id FROM unnest(v_found) t (id) ORDER BY t.id DESC LIMIT p_limit);
END
$$;
COMMENT ON FUNCTION gitversion_internal.touching(integer, text, integer) IS
    'the commits that changed what is at a path, the newest first; internal';
