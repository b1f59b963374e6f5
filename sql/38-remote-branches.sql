-- Branches of other databases: names for commits that came in bundles, without a schema. An update that
-- finds the table leaves it alone.
CREATE TABLE IF NOT EXISTS gitversion.remote_branches (
    remote text NOT NULL,
    branch_name text NOT NULL,
    commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    updated_by text NOT NULL DEFAULT CURRENT_USER,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (remote, branch_name)
);
COMMENT ON TABLE gitversion.remote_branches IS
    'branches of other databases as they were when their commits came in; as revisions remote/branch';
COMMENT ON COLUMN gitversion.remote_branches.remote IS 'what the other database is called here';
COMMENT ON COLUMN gitversion.remote_branches.commit_id IS 'the newest commit of the branch there';
SELECT pg_catalog.pg_extension_config_dump('gitversion.remote_branches', '');

CREATE VIEW gitversion_internal.remote_branches AS SELECT r.* FROM gitversion.remote_branches r;
COMMENT ON VIEW gitversion_internal.remote_branches IS 'for writing to remote_branches; internal';

-- A commit that was made elsewhere is its document: nobody here can say for its author. So its rows are
-- what the document says, which the store has under its hash.
CREATE FUNCTION gitversion_internal.is_commit(
    p_hash text, p_tree_hash text, p_author text, p_committed_at timestamptz, p_message text)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_lines text[] := string_to_array(gitversion_internal.content(p_hash), E'\n');
    v_last integer := cardinality(v_lines);
BEGIN
    RETURN v_lines[1] = 'gitversion commit 1' AND v_lines[2] = 'tree ' || p_tree_hash AND v_lines[v_last] = ''
        AND gitversion_internal.unescape(v_lines[v_last - 3]) = 'author ' || p_author
        AND v_lines[v_last - 2] = 'time '
            || to_char(p_committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        AND gitversion_internal.unescape(v_lines[v_last - 1]) = 'message ' || p_message;
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_commit(text, text, text, timestamptz, text) IS
    'whether the document of a commit says what is said of it; internal';

CREATE FUNCTION gitversion_internal.is_parent(
    p_commit_id integer, p_position integer, p_parent_id integer, p_renames jsonb)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hash text := (SELECT c.commit_hash FROM gitversion.commits c WHERE c.id = p_parent_id);
    v_line text;
    v_position integer := 0;
    v_old text;
    v_renames jsonb := '{}';
    v_is_there boolean := false;
BEGIN
    FOREACH v_line IN ARRAY string_to_array(gitversion_internal.content((
            SELECT c.commit_hash FROM gitversion.commits c WHERE c.id = p_commit_id)), E'\n') LOOP
        IF starts_with(v_line, 'parent ') THEN
            v_position := v_position + 1;
            v_is_there := v_is_there OR v_position = p_position AND v_line = 'parent ' || v_hash;
        ELSIF v_position = p_position AND starts_with(v_line, 'rename-from ') THEN
            v_old := gitversion_internal.unescape(substr(v_line, 13));
        ELSIF v_position = p_position AND starts_with(v_line, 'rename-to ') THEN
            v_renames := v_renames || jsonb_build_object(v_old, gitversion_internal.unescape(substr(v_line, 11)));
        END IF;
    END LOOP;
    RETURN v_is_there AND v_renames = p_renames;
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_parent(integer, integer, integer, jsonb) IS
    'whether the document of a commit has another commit as its parent, with these renames; internal';

CREATE VIEW gitversion_internal.imported_commits AS
    SELECT c.* FROM gitversion.commits c
    WHERE c.branch_id IS NULL AND gitversion_internal.is_commit(
        c.commit_hash, c.tree_hash, c.author, c.committed_at, c.message)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.imported_commits IS
    'for new rows of commits that were made in other databases; internal';

CREATE VIEW gitversion_internal.imported_parents AS
    SELECT p.* FROM gitversion.commit_parents p
    WHERE EXISTS (SELECT FROM gitversion.commits c WHERE c.id = p.commit_id AND c.branch_id IS NULL)
        AND gitversion_internal.is_parent(p.commit_id, p.position, p.parent_id, p.renames)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.imported_parents IS
    'for new rows of commit_parents of such commits; internal';

CREATE VIEW gitversion_internal.imported_references AS
    SELECT r.* FROM gitversion.object_references r
    WHERE r.reference_count > 0 AND EXISTS (SELECT FROM gitversion.commits c
        WHERE c.id = r.commit_id AND c.branch_id IS NULL
            AND r.content_hash IN (c.commit_hash, c.tree_hash, c.layout_hash))
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.imported_references IS
    'for new rows of object_references of such commits; internal';
