-- Hashes and stored contents.
CREATE FUNCTION gitversion_internal.content_hash(p_text text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(p_text, 'UTF8')), 'hex');
END;
COMMENT ON FUNCTION gitversion_internal.content_hash(text) IS
    'the name of a stored document: the SHA-256 of its text in UTF-8; internal';

CREATE FUNCTION gitversion_internal.checked(p_hash text, p_content text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF gitversion_internal.content_hash(p_content) = p_hash THEN
        RETURN p_content;
    END IF;
    PERFORM gitversion_internal.raise('VC025', format('stored object %s cannot be used', p_hash),
        CASE WHEN p_content IS NULL THEN 'It is missing from gitversion.object_storage.'
        ELSE 'Its content does not hash to its name.' END,
        'Restore the tables of schema gitversion from a backup.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.checked(text, text) IS
    'a stored document, or an error when it is missing or does not hash to its name; internal';

CREATE FUNCTION gitversion_internal.documents(p_hashes text[]) RETURNS TABLE (hash text, content text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_nestloop = on SET jit = off AS $$
BEGIN
    RETURN QUERY
    SELECT n.hash, gitversion_internal.checked(n.hash, s.content)
    FROM unnest(p_hashes) n (hash) LEFT JOIN LATERAL (
        SELECT CASE WHEN o.compression_type IS NULL THEN o.content
            WHEN o.compression_type = 'delta' THEN coalesce(gitversion_internal.undelta(o.content, b.content), '')
            ELSE gitversion.decompress_content(o.content) END AS content
        FROM gitversion.object_storage o LEFT JOIN gitversion.object_storage b
            ON b.content_hash = o.base_hash AND b.compression_type IS NULL
        WHERE o.content_hash = n.hash LIMIT 1) s ON true;
EXCEPTION WHEN data_exception THEN
    PERFORM gitversion_internal.raise('VC025', 'a stored object cannot be used',
        format('It is a delta that cannot be read: %s.', SQLERRM),
        'Restore the tables of schema gitversion from a backup.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.documents(text[]) IS
    'stored documents by their hashes, or an error when one is missing or damaged; internal';

CREATE FUNCTION gitversion.compute_tree_hash(p_schema text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.computeTreeHash(java.lang.String)';
COMMENT ON FUNCTION gitversion.compute_tree_hash(text) IS
    'the hash of a live schema: two schemas with the same objects have the same hash';

CREATE FUNCTION gitversion.compute_commit_hash(p_branch_id integer, p_parent_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.computeCommitHash(java.lang.Integer,java.lang.Integer)';
COMMENT ON FUNCTION gitversion.compute_commit_hash(integer, integer) IS
    'the hash of a commit of the branch''s live schema on this parent (null: none) by the current '
    'user at the time of the transaction with an empty message';

CREATE FUNCTION gitversion.compute_node_hash(p_commit_id integer, p_node_path text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.computeNodeHash(java.lang.Integer,java.lang.String)';
COMMENT ON FUNCTION gitversion.compute_node_hash(integer, text) IS
    'the hash of a directory, an object or a part of an object in a commit; of all for an empty path';

CREATE FUNCTION gitversion.update_merkle_tree_incremental(
    p_commit_id integer, p_changed_objects text[])
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.StorageFunctions.updateMerkleTree(java.lang.Integer,java.lang.String[])';
COMMENT ON FUNCTION gitversion.update_merkle_tree_incremental(integer, text[]) IS
    'recomputes the hashes from these objects of a commit up to its root, and stores again what is '
    'missing there as long as the live schema of the commit''s branch is the state of the commit';

CREATE FUNCTION gitversion.store_object_cow(p_content text, p_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.storeObject(java.lang.String,java.lang.Integer)';
COMMENT ON FUNCTION gitversion.store_object_cow(text, integer) IS
    'stores a text once under its SHA-256 and counts a reference of the commit to it; returns the '
    'hash';

CREATE FUNCTION gitversion.compress_content(p_content text)
RETURNS text LANGUAGE java IMMUTABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.compress(java.lang.String)';
COMMENT ON FUNCTION gitversion.compress_content(text) IS 'a text as gzip in base64';

CREATE FUNCTION gitversion.decompress_content(p_compressed text)
RETURNS text LANGUAGE java IMMUTABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.decompress(java.lang.String)';
COMMENT ON FUNCTION gitversion.decompress_content(text) IS 'the text that compress_content took';

CREATE FUNCTION gitversion_internal.document_ddl(p_tree_hash text, p_layout_hash text, p_path text)
RETURNS text LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.documentDdl(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.document_ddl(text, text, text) IS
    'the canonical DDL of an object in a stored state; internal';
