-- Commits. A function in SQL around one in Java supplies the branch of the session, which the Java
-- side, on a search path of its own, cannot see.
CREATE FUNCTION gitversion.init(p_branch_name text DEFAULT 'main', p_schema_name name DEFAULT NULL,
    p_adopt text DEFAULT NULL, p_commit_drift boolean DEFAULT false)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.init(java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion.init(text, name, text, boolean) IS
    'starts version control: adopts an existing schema as the root branch, or creates one for it, and '
    'makes the first commit; returns the id of the branch; p_adopt: a commit that was fetched or came in a bundle, '
    'whose state the schema is; p_commit_drift: what differs from that becomes a commit';

CREATE FUNCTION gitversion_internal.commit(p_message text, p_branch_name text, p_paths text[])
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.commit(java.lang.String,java.lang.String,java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.commit(text, text, text[]) IS 'commit on a named branch; internal';

CREATE FUNCTION gitversion.commit(
    p_message text, p_branch_name text DEFAULT NULL, p_paths text[] DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.run_hooks('pre_commit', coalesce(p_branch_name, gitversion.current_branch()),
        pg_catalog.jsonb_build_object('message', p_message));
    SELECT gitversion_internal.commit(
        p_message, coalesce(p_branch_name, gitversion.current_branch()), p_paths);
END;
COMMENT ON FUNCTION gitversion.commit(text, text, text[]) IS
    'commits the live schema of a branch (of the session''s branch when none is named), or only what '
    'was changed at some paths; returns the id of the commit';

CREATE FUNCTION gitversion_internal.amend(p_message text, p_branch_name text, p_force boolean)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.amend(java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.amend(text, text, boolean) IS 'amend on a named branch; internal';

CREATE FUNCTION gitversion.amend(
    p_message text DEFAULT NULL, p_branch_name text DEFAULT NULL, p_force boolean DEFAULT false)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.run_hooks('pre_commit', coalesce(p_branch_name, gitversion.current_branch()),
        pg_catalog.jsonb_build_object('message', p_message));
    SELECT gitversion_internal.amend(
        p_message, coalesce(p_branch_name, gitversion.current_branch()), p_force);
END;
COMMENT ON FUNCTION gitversion.amend(text, text, boolean) IS
    'makes the last commit of a branch again, with the live schema as it is now and another message if '
    'one is given; refuses when other branches have that commit, unless forced; returns the id of the '
    'new commit';

CREATE FUNCTION gitversion_internal.status(p_branch_name text, p_is_refused boolean DEFAULT false)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.HistoryFunctions.status(java.lang.String,boolean)';
COMMENT ON FUNCTION gitversion_internal.status(text, boolean) IS
    'the rows of status as JSON, by Java; notes the versions of a head that are not known here, unless '
    'there is something in the schema that commit refuses; internal';

CREATE FUNCTION gitversion_internal.may_note_head(p_branch_id integer) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN current_setting('transaction_read_only') = 'off'
        AND current_setting('transaction_isolation') = 'read committed'
        AND (EXISTS (SELECT FROM gitversion.object_identities i
                WHERE i.branch_id = p_branch_id AND i.is_other)
            OR NOT EXISTS (SELECT FROM gitversion.branch_states s
                JOIN gitversion.branches b ON b.id = s.branch_id AND b.head_commit_id = s.commit_id
                WHERE s.branch_id = p_branch_id
                  AND s.cluster_id = (SELECT c.system_identifier FROM pg_control_system() c)))
        AND has_table_privilege('gitversion_internal.object_identities', 'INSERT')
        AND gitversion_internal.may_change(p_branch_id)
        AND gitversion_internal.try_lock_alone(p_branch_id);
END
$$;
COMMENT ON FUNCTION gitversion_internal.may_note_head(integer) IS
    'whether what a branch''s head consists of is to be noted: not all of it is known on this server, and '
    'this transaction may write it, and locked the branch; internal';

CREATE FUNCTION gitversion.rev_parse(p_revision text) RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion_internal.resolve(p_revision, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.rev_parse(text) IS
    'the id of the commit a revision means: a branch, tag, remote branch (origin/main), (beginning of a) '
    'hash or HEAD, each with ~N, ^N and @{N}';

CREATE FUNCTION gitversion_internal.tip(p_revision text) RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion.rev_parse(coalesce(p_revision, 'HEAD'));
END;
COMMENT ON FUNCTION gitversion_internal.tip(text) IS
    'the commit a revision means; null is the session''s branch; internal';

CREATE FUNCTION gitversion_internal.find_merge_base(p_source text, p_target text, p_session_branch text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.findMergeBase(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.find_merge_base(text, text, text) IS
    'the merge base, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.find_merge_base(p_source_branch text, p_target_branch text)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.find_merge_base(
        p_source_branch, p_target_branch, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.find_merge_base(text, text) IS
    'the id of the best common ancestor of two revisions; of several the newest';
