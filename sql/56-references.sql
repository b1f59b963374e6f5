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

CREATE FUNCTION gitversion.drop_tag(p_tag_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p_tag_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_tag_name is NULL',
            'The function needs a value for p_tag_name.', 'Name a tag of gitversion.tags.');
    END IF;
    PERFORM gitversion_internal.writable();
    DELETE FROM gitversion.tags t WHERE t.tag_name = p_tag_name;
    IF NOT FOUND THEN
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
    IF pg_catalog.current_setting('gitversion.current_branch', true) = p_branch_name THEN
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

CREATE FUNCTION gitversion.show(p_revision text DEFAULT NULL) RETURNS text LANGUAGE sql
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
        gitversion_internal.show(c.id))
    FROM gitversion.commits c
    WHERE c.id = gitversion_internal.tip(p_revision);
END;
COMMENT ON FUNCTION gitversion.show(text) IS
    'a commit with its message and what it changed, a merge against its first parent; without a '
    'revision the head of the session''s branch';

CREATE FUNCTION gitversion_internal.log_graph(p_commit_id integer, p_limit integer, p_session_branch text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReferenceFunctions.graph(int,java.lang.Integer,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.log_graph(integer, integer, text) IS
    'log_graph of a commit, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.log_graph(p_revision text DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    IF p_limit < 0 THEN
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
