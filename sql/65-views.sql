-- The stored trees as rows. Directories are read by SQL, so Java is started for compressed contents
-- and for ddl_content only. The format of documents is described in doc/format.md.
CREATE FUNCTION gitversion_internal.unescape(p_text text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN pg_catalog.strpos(p_text, '\') = 0 THEN p_text ELSE (
        SELECT pg_catalog.string_agg(
            pg_catalog.replace(pg_catalog.replace(part.text, '\n', E'\n'), '\r', E'\r'),
            '\' ORDER BY part.n)
        FROM pg_catalog.string_to_table(p_text, '\\') WITH ORDINALITY AS part (text, n)) END;
END;
COMMENT ON FUNCTION gitversion_internal.unescape(text) IS 'a text as it was before a document; internal';

CREATE FUNCTION gitversion_internal.escape(p_text text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(
        p_text, '\', '\\'), E'\n', '\n'), E'\r', '\r');
END;
COMMENT ON FUNCTION gitversion_internal.escape(text) IS 'a text as it is in a document; internal';

CREATE FUNCTION gitversion_internal.undelta(p_delta text, p_base text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT
BEGIN ATOMIC
    SELECT pg_catalog.string_agg(CASE
        WHEN pg_catalog.starts_with(d.line, '+') THEN pg_catalog.substr(d.line, 2)
        WHEN d.hash = '' THEN pg_catalog.array_to_string(b.lines[d.first:d.last], E'\n')
        ELSE pg_catalog.array_to_string(b.lines[d.first:d.last - 1]
            || pg_catalog.overlay(b.lines[d.last],
                pg_catalog.encode(pg_catalog.decode(d.hash || '=', 'base64'), 'hex'),
                pg_catalog.strpos(b.lines[d.last], ' ') + 1, 64), E'\n')
        END || E'\n', '' ORDER BY d.n)
    FROM pg_catalog.string_to_array(p_base, E'\n') AS b (lines), (
        SELECT l.n, l.line,
            CASE WHEN NOT pg_catalog.starts_with(l.line, '+')
                THEN pg_catalog.split_part(l.line, ' ', 1)::integer END,
            CASE WHEN NOT pg_catalog.starts_with(l.line, '+')
                THEN pg_catalog.split_part(l.line, ' ', 2)::integer END,
            pg_catalog.split_part(l.line, ' ', 3)
        FROM pg_catalog.string_to_table(p_delta, E'\n') WITH ORDINALITY AS l (line, n)
        WHERE l.line <> '') AS d (n, line, first, last, hash);
END;
COMMENT ON FUNCTION gitversion_internal.undelta(text, text) IS
    'a document from its delta and the base of it; internal';

-- Single documents are found by the index, whatever is known of how many there are.
CREATE FUNCTION gitversion_internal.base(p_content_hash text) RETURNS text LANGUAGE sql STABLE
SET enable_seqscan = off
BEGIN ATOMIC
    SELECT b.content FROM gitversion.object_storage b
    WHERE b.content_hash = p_content_hash AND b.compression_type IS NULL LIMIT 1;
END;
COMMENT ON FUNCTION gitversion_internal.base(text) IS 'the document that a delta is of; internal';

CREATE FUNCTION gitversion_internal.content(p_content_hash text) RETURNS text LANGUAGE sql STABLE
SET enable_seqscan = off
BEGIN ATOMIC
    SELECT CASE WHEN o.compression_type IS NULL THEN o.content
                WHEN o.compression_type = 'delta'
                    THEN gitversion_internal.undelta(o.content, gitversion_internal.base(o.base_hash))
                ELSE gitversion.decompress_content(o.content) END
    FROM gitversion.object_storage o
    WHERE o.content_hash = p_content_hash LIMIT 1;
END;
COMMENT ON FUNCTION gitversion_internal.content(text) IS 'a stored document; internal';

CREATE FUNCTION gitversion_internal.directory(p_content_hash text)
RETURNS TABLE (type text, hash text, segment text) LANGUAGE sql STABLE ROWS 20
SET enable_seqscan = off
BEGIN ATOMIC
    SELECT pg_catalog.split_part(l.line, ' ', 1), pg_catalog.split_part(l.line, ' ', 2),
        gitversion_internal.unescape(pg_catalog.substr(l.line, pg_catalog.strpos(l.line, ' ') + 66))
    FROM (SELECT CASE WHEN s.compression_type IS NULL THEN s.content
                      ELSE gitversion_internal.undelta(s.content, gitversion_internal.base(s.base_hash))
                      END AS content
          FROM gitversion.object_storage s
          WHERE s.content_hash = p_content_hash LIMIT 1) o,
        pg_catalog.string_to_table(o.content, E'\n') WITH ORDINALITY AS l (line, n)
    WHERE l.n > 1 AND l.line <> '';
END;
COMMENT ON FUNCTION gitversion_internal.directory(text) IS 'the lines of a stored directory; internal';

CREATE FUNCTION gitversion_internal.tree(p_tree_hash text)
RETURNS TABLE (path text, type text, hash text) LANGUAGE sql STABLE ROWS 500
BEGIN ATOMIC
    -- Below a bucket, the directory is the bucket's own; its digits count for the bucket's path only.
    WITH RECURSIVE node (directory, digits, path, type, hash) AS (
        SELECT ''::text, ''::text, ''::text, 'tree'::text, p_tree_hash
        UNION ALL
        SELECT CASE d.type WHEN 'bucket' THEN n.directory ELSE e.path END,
            CASE d.type WHEN 'bucket' THEN n.digits || '%' || d.segment ELSE '' END,
            CASE d.type WHEN 'bucket' THEN n.directory || n.digits || '%' || d.segment
                ELSE e.path END,
            d.type, d.hash
        FROM node n
        CROSS JOIN LATERAL gitversion_internal.directory(n.hash) d
        CROSS JOIN LATERAL (SELECT pg_catalog.concat_ws(
            '/', nullif(n.directory, ''), d.segment)) AS e (path)
        WHERE n.type IN ('tree', 'bucket')
    )
    SELECT n.path, n.type, n.hash FROM node n;
END;
COMMENT ON FUNCTION gitversion_internal.tree(text) IS
    'directories, buckets and units of a stored tree; the path of a bucket ends in %, its digit; '
    'internal';

CREATE FUNCTION gitversion_internal.document_nodes(p_document text)
RETURNS TABLE (path text, type text, hash text) LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
    SELECT gitversion_internal.unescape(pg_catalog.substr(h.header, pg_catalog.strpos(h.header, ' ') + 1)),
        pg_catalog.split_part(h.header, ' ', 1),
        gitversion_internal.content_hash('= ' || pg_catalog.rtrim(p.part, E'\n') || E'\n')
    FROM pg_catalog.string_to_table(p_document, E'\n= ') WITH ORDINALITY AS p (part, n)
        CROSS JOIN LATERAL (SELECT pg_catalog.split_part(p.part, E'\n', 1)) AS h (header)
    WHERE p.n > 1;
END;
COMMENT ON FUNCTION gitversion_internal.document_nodes(text) IS
    'the objects in the document of a unit, each with the hash of its own lines; internal';

CREATE FUNCTION gitversion_internal.nodes(p_content_hash text)
RETURNS TABLE (path text, type text, hash text) LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
    SELECT n.path, n.type, n.hash
    FROM gitversion_internal.document_nodes(gitversion_internal.content(p_content_hash)) n;
END;
COMMENT ON FUNCTION gitversion_internal.nodes(text) IS 'the objects in the stored document of a unit; internal';

CREATE FUNCTION gitversion_internal.dependencies(p_content_hash text) RETURNS jsonb LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(pg_catalog.jsonb_agg(DISTINCT gitversion_internal.unescape(
            pg_catalog.substr(l.line, 3))), '[]')
    FROM pg_catalog.string_to_table(gitversion_internal.content(p_content_hash), E'\n') AS l (line)
    WHERE pg_catalog.starts_with(l.line, '> ')
      AND NOT EXISTS (SELECT FROM gitversion_internal.nodes(p_content_hash) n
                      WHERE n.path = gitversion_internal.unescape(pg_catalog.substr(l.line, 3)));
END;
COMMENT ON FUNCTION gitversion_internal.dependencies(text) IS
    'the paths outside of a unit that it needs, as a JSON array; internal';

-- Which of the unique indexes of a table a foreign key is bound to is PostgreSQL's choice, so that it
-- is no part of the state.
CREATE FUNCTION gitversion_internal.bound_indexes(p_layout_hash text) RETURNS jsonb LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(pg_catalog.jsonb_agg(DISTINCT 'indexes/' || gitversion_internal.path(ARRAY[
            gitversion_internal.unescape(pg_catalog.substr(l.line, 15))])), '[]')
    FROM pg_catalog.string_to_table(gitversion_internal.content(p_layout_hash), E'\n') AS l (line)
    WHERE pg_catalog.starts_with(l.line, '. bound_index ');
END;
COMMENT ON FUNCTION gitversion_internal.bound_indexes(text) IS
    'the paths of unique indexes that the foreign keys of a unit are bound to, as a JSON array; internal';

CREATE VIEW gitversion.object_snapshots AS
    SELECT c.id AS commit_id,
        pg_catalog.upper(t.type)::gitversion.object_type AS object_type,
        t.path AS object_name,
        t.hash AS object_hash,
        gitversion_internal.document_ddl(c.tree_hash, c.layout_hash, t.path) AS ddl_content,
        gitversion_internal.dependencies(t.hash) || gitversion_internal.bound_indexes(l.hash) AS dependencies,
        (SELECT pg_catalog.jsonb_build_object('size_bytes', o.size_bytes)
         FROM gitversion.object_storage o WHERE o.content_hash = t.hash
         LIMIT 1) AS metadata
    FROM gitversion.commits c CROSS JOIN LATERAL gitversion_internal.tree(c.tree_hash) t
    LEFT JOIN LATERAL gitversion_internal.tree(c.layout_hash) l ON t.type = 'table' AND l.path = t.path
    WHERE t.type NOT IN ('tree', 'bucket');
COMMENT ON VIEW gitversion.object_snapshots IS
    'every object of every commit, its parts (columns, constraints, …) included: its path, the hash '
    'of its document, its DDL, and the paths of other objects it needs. Ask for one commit_id at a '
    'time; ddl_content is written when it is selected';

CREATE VIEW gitversion.merkle_nodes AS
    SELECT c.id AS commit_id, t.path AS node_path, t.hash AS node_hash,
        CASE WHEN t.type IN ('tree', 'bucket') THEN 'branch' ELSE 'leaf' END AS node_type,
        CASE WHEN t.type IN ('tree', 'bucket')
            THEN ARRAY(SELECT d.hash FROM gitversion_internal.directory(t.hash) d) END AS children_hashes,
        CASE WHEN t.type NOT IN ('tree', 'bucket') THEN t.hash END AS content_hash
    FROM gitversion.commits c CROSS JOIN LATERAL gitversion_internal.tree(c.tree_hash) t
    UNION ALL
    SELECT c.id, n.path, n.hash, 'leaf', NULL, t.hash
    FROM gitversion.commits c
        CROSS JOIN LATERAL gitversion_internal.tree(c.tree_hash) t
        CROSS JOIN LATERAL gitversion_internal.nodes(t.hash) n
    WHERE t.type NOT IN ('tree', 'bucket') AND n.path <> t.path;
COMMENT ON VIEW gitversion.merkle_nodes IS
    'the tree of every commit. A branch is a directory, or a part of a large one (its path ends in '
    '%digit), and its hash is that of its document, which names its children. A leaf is an object or '
    'a part of one; content_hash is the document in object_storage that holds it';
