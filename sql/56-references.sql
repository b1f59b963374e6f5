-- Names of commits, and commits as people read them.
CREATE FUNCTION gitversion_internal.tag(
    p_tag_name text, p_revision text, p_message text, p_session_branch text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReferenceFunctions.tag(java.lang.String,java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.tag(text, text, text, text) IS
    'tag, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.tag(
    p_tag_name text, p_revision text DEFAULT 'HEAD', p_message text DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.tag(p_tag_name, p_revision, p_message, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.tag(text, text, text) IS
    'gives a commit a name that does not move; returns the id of the commit';

CREATE FUNCTION gitversion.drop_tag(p_tag_name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_tag_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_tag_name is NULL',
            'The function needs a value for p_tag_name.', 'Name a tag of gitversion.tags.');
    END IF;
    PERFORM gitversion_internal.writable();
    UPDATE gitversion_internal.removable_tags t SET is_removed = true WHERE t.tag_name = p_tag_name;
    IF FOUND THEN
        -- What others signed of it says nothing any more; gc removes it.
        UPDATE gitversion_internal.removable_signatures s SET is_removed = true WHERE s.tag_name = p_tag_name;
        RETURN;
    ELSIF EXISTS (SELECT FROM gitversion.tags t WHERE t.tag_name = p_tag_name) THEN
        PERFORM gitversion_internal.raise('VC046',
            pg_catalog.format('role "%s" may not remove tag "%s"', current_user, p_tag_name),
            'A tag is removed by who set it.', 'Let that role do it, or a member of gitversion_admin.');
    ELSE
        PERFORM gitversion_internal.raise('VC027', pg_catalog.format('tag "%s" does not exist', p_tag_name),
            'No tag has this name.', 'SELECT tag_name FROM gitversion.tags lists the tags.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.drop_tag(text) IS 'removes a tag; its commit stays';

CREATE FUNCTION gitversion_internal.rename_branch(p_branch_name text, p_new_name text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReferenceFunctions.renameBranch(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.rename_branch(text, text) IS
    'renames a branch, whichever that of the session is; internal';

CREATE FUNCTION gitversion.rename_branch(p_branch_name text, p_new_name text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion_internal.rename_branch(p_branch_name, p_new_name);
    IF pg_catalog.current_setting('gitversion.current_branch', true) OPERATOR(pg_catalog.=) p_branch_name THEN
        PERFORM pg_catalog.set_config('gitversion.current_branch', p_new_name, false);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.rename_branch(text, text) IS
    'gives a branch another name; its schema keeps its own';

CREATE FUNCTION gitversion_internal.show(p_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ReferenceFunctions.change(int)';
COMMENT ON FUNCTION gitversion_internal.show(integer) IS
    'unified text of what a commit changed against its first parent; internal';

CREATE FUNCTION gitversion_internal.show_commit(p_commit_id integer) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT pg_catalog.concat(
        'commit ', c.commit_hash, E'\n',
        (SELECT 'Merge: ' || pg_catalog.string_agg(
                pg_catalog.left(pc.commit_hash, 12), ' ' ORDER BY p.position) || E'\n'
         FROM gitversion.commit_parents p JOIN gitversion.commits pc ON pc.id = p.parent_id
         WHERE p.commit_id = c.id HAVING pg_catalog.count(*) > 1),
        'Author: ', c.author, E'\n',
        'Date:   ', c.committed_at, E'\n\n    ',
        pg_catalog.replace(c.message, E'\n', E'\n    '), E'\n\n',
        (SELECT E'Conflicts:\n' || pg_catalog.string_agg(pg_catalog.concat('    ', d.d ->> 'object_name',
                ' ' || (d.d ->> 'slot'), ': ', d.d ->> 'strategy', ' (' || (d.d ->> 'side') || ')',
                CASE WHEN d.d ? 'remembered' THEN ', remembered' END,
                ', by ' || (d.d ->> 'resolved_by')), E'\n') || E'\n\n'
         FROM pg_catalog.jsonb_array_elements(c.metadata -> 'decisions') AS d (d)),
        gitversion_internal.show(c.id))
    FROM gitversion.commits c WHERE c.id = p_commit_id;
END;
COMMENT ON FUNCTION gitversion_internal.show_commit(integer) IS
    'a commit with its message, how conflicts were decided, and what it changed; internal';

CREATE FUNCTION gitversion_internal.show_path(p_commit_id integer, p_path text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    v_commit gitversion.commits := (SELECT c FROM gitversion.commits c WHERE c.id = p_commit_id);
    v_path text := gitversion_internal.path_at(p_commit_id, p_path);
    v_below text := CASE WHEN v_path <> '' THEN rtrim(v_path, '/') || '/' ELSE '' END;
    v_text text;
BEGIN
    SELECT string_agg(DISTINCT e.entry, E'\n' ORDER BY e.entry) INTO v_text
    FROM gitversion_internal.tree(v_commit.tree_hash) t, substr(t.path, length(v_below) + 1) AS s (rest),
        concat(split_part(s.rest, '/', 1), CASE WHEN strpos(s.rest, '/') > 0 THEN '/' END) AS e (entry)
    WHERE t.type NOT IN ('tree', 'bucket') AND starts_with(t.path, v_below);
    IF v_text IS NULL
        AND EXISTS (SELECT FROM gitversion_internal.node_hashes(ARRAY[v_commit.tree_hash], v_path)) THEN
        v_text := gitversion_internal.document_ddl(v_commit.tree_hash, v_commit.layout_hash, v_path);
    ELSIF v_text IS NULL THEN
        PERFORM gitversion_internal.raise('VC024', format('there is nothing at "%s"', p_path),
            format('Commit %s has no object there.', left(v_commit.commit_hash, 12)),
            'Paths are those of gitversion.object_snapshots, such as tables/users, users or users.email.');
    END IF;
    RETURN v_text;
END
$$;
COMMENT ON FUNCTION gitversion_internal.show_path(integer, text) IS
    'the DDL of what is at a path of a commit; of a folder what is in it; internal';

CREATE FUNCTION gitversion.show(p_revision text DEFAULT NULL) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    -- No name of a branch or tag has a colon.
    SELECT CASE WHEN pg_catalog.strpos(p_revision, ':') > 0 THEN gitversion_internal.show_path(
            gitversion_internal.tip(nullif(pg_catalog.split_part(p_revision, ':', 1), '')),
            pg_catalog.substr(p_revision, pg_catalog.strpos(p_revision, ':') + 1))
        ELSE gitversion_internal.show_commit(gitversion_internal.tip(p_revision)) END;
END;
COMMENT ON FUNCTION gitversion.show(text) IS
    'a commit with its message and what it changed, a merge against its first parent; without a '
    'revision the head of the session''s branch; revision:path is the DDL of an object in it, or what '
    'is in a folder';

CREATE FUNCTION gitversion.show_lines(p_revision text DEFAULT NULL) RETURNS SETOF text LANGUAGE sql
BEGIN ATOMIC
    SELECT l.* FROM gitversion_internal.lines(gitversion.show(p_revision)) l;
END;
COMMENT ON FUNCTION gitversion.show_lines(text) IS 'show with one row a line';

CREATE FUNCTION gitversion_internal.log_graph(p_commit_id integer, p_limit integer, p_session_branch text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReferenceFunctions.graph(int,java.lang.Integer,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.log_graph(integer, integer, text) IS
    'log_graph of a commit, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.log_graph(p_revision text DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    IF p_limit OPERATOR(pg_catalog.<) 0 THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_limit is negative',
            pg_catalog.format('%s commits cannot be shown.', p_limit),
            'Give a number of commits, or NULL for all.');
    END IF;
    RETURN QUERY SELECT * FROM gitversion_internal.log_graph(
        gitversion_internal.tip(p_revision), p_limit, gitversion.current_branch());
END
$$;
COMMENT ON FUNCTION gitversion.log_graph(text, integer) IS
    'the history of a revision as a graph, one row a line, as git log --graph --oneline draws it';

CREATE FUNCTION gitversion_internal.export(p_commit_id integer)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ReferenceFunctions.export(int)';
COMMENT ON FUNCTION gitversion_internal.export(integer) IS 'the rows of export as JSON; internal';

CREATE FUNCTION gitversion.export(p_revision text DEFAULT NULL)
RETURNS TABLE (path text, content text) LANGUAGE sql
BEGIN ATOMIC
    SELECT f.path, f.content
    FROM ROWS FROM (pg_catalog.jsonb_to_recordset(gitversion_internal.export(
            gitversion_internal.tip(p_revision))) AS (path text, content text))
        WITH ORDINALITY AS f (path, content, n)
    ORDER BY f.n;
END;
COMMENT ON FUNCTION gitversion.export(text) IS
    'the state of a revision as files for a review, one an object, such as tables/customers.sql; without '
    'a revision the head of the session''s branch';
