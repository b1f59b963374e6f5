-- What changes a branch to the state of a commit, or by what commits did.
CREATE FUNCTION gitversion_internal.reset(
    p_branch_name text, p_revision text, p_mode text, p_force boolean, p_using text, p_park text, p_trust boolean)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.reset(java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.reset(text, text, text, boolean, text, text, boolean) IS
    'reset with p_using as text; internal';

CREATE FUNCTION gitversion.reset(
    p_branch_name text, p_revision text, p_mode text DEFAULT 'hard', p_force boolean DEFAULT false,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.landing('reset', p_branch_name, p_revision);
    SELECT gitversion_internal.landed('reset', p_branch_name, p_revision,
        gitversion_internal.reset(p_branch_name, p_revision, p_mode, p_force, gitversion_internal.conversions(p_using, p_move_data),
            p_park::text, p_trust));
END;
COMMENT ON FUNCTION gitversion.reset(text, text, text, boolean, boolean, jsonb, boolean, interval) IS
    'moves the head of a branch to a commit; hard: migrates its live schema in place to the commit''s '
    'state, keeping the rows of what stays and giving up uncommitted changes, and refuses to drop '
    'tables with rows and columns with values unless forced; soft: leaves the schema alone; returns '
    'the id of the commit; p_trust: what others own may run as the caller; p_using, p_move_data and p_park: as of merge_branches';

CREATE FUNCTION gitversion_internal.revert(
    p_revision text, p_branch_name text, p_mainline integer, p_using text, p_park text, p_trust boolean)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.revert(java.lang.String,java.lang.String,java.lang.Integer,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.revert(text, text, integer, text, text, boolean) IS
    'revert on a named branch; internal';

CREATE FUNCTION gitversion.revert(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.landing('revert', coalesce(p_branch_name, gitversion.current_branch()), p_revision);
    SELECT gitversion_internal.landed('revert', coalesce(p_branch_name, gitversion.current_branch()), p_revision,
        gitversion_internal.revert(p_revision, coalesce(p_branch_name, gitversion.current_branch()), p_mainline,
            gitversion_internal.conversions(p_using, p_move_data),
            p_park::text, p_trust));
END;
COMMENT ON FUNCTION gitversion.revert(text, text, integer, boolean, jsonb, boolean, interval) IS
    'takes back on a branch what a commit did, by a new commit, whose id it returns; of a merge what '
    'it did to its parent p_mainline; p_trust: what others own may run as the caller; p_using, p_move_data and p_park: as of merge_branches';

CREATE FUNCTION gitversion_internal.cherry_pick(
    p_revision text, p_branch_name text, p_mainline integer, p_using text, p_park text, p_trust boolean)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.cherryPick(java.lang.String,java.lang.String,java.lang.Integer,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.cherry_pick(text, text, integer, text, text, boolean) IS
    'cherry_pick on a named branch; internal';

CREATE FUNCTION gitversion.cherry_pick(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.landing('cherry_pick', coalesce(p_branch_name, gitversion.current_branch()),
        p_revision);
    SELECT gitversion_internal.landed('cherry_pick', coalesce(p_branch_name, gitversion.current_branch()), p_revision,
        gitversion_internal.cherry_pick(p_revision, coalesce(p_branch_name, gitversion.current_branch()), p_mainline,
            gitversion_internal.conversions(p_using, p_move_data),
            p_park::text, p_trust));
END;
COMMENT ON FUNCTION gitversion.cherry_pick(text, text, integer, boolean, jsonb, boolean, interval) IS
    'does on a branch what a commit did, by a new commit with its author and message, whose id it '
    'returns; of a merge what it did to its parent p_mainline; p_trust: what others own may run as the '
    'caller; p_using, p_move_data and p_park: as of merge_branches';

CREATE FUNCTION gitversion_internal.rebase(
    p_branch_name text, p_onto text, p_using text, p_park text, p_trust boolean)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.rebase(java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.rebase(text, text, text, text, boolean) IS
    'rebase with p_using as text; internal';

CREATE FUNCTION gitversion.rebase(
    p_branch_name text, p_onto text, p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.landing('rebase', p_branch_name, p_onto);
    SELECT gitversion_internal.landed('rebase', p_branch_name, p_onto,
        gitversion_internal.rebase(p_branch_name, p_onto, gitversion_internal.conversions(p_using, p_move_data),
            p_park::text, p_trust));
END;
COMMENT ON FUNCTION gitversion.rebase(text, text, boolean, jsonb, boolean, interval) IS
    'puts the commits of a branch that are not in p_onto on top of it, each again, without merges and '
    'what p_onto has already, and migrates the live schema in place; returns the id of the new head; '
    'p_trust: what others own may run as the caller; p_using, p_move_data and p_park: as of merge_branches';

CREATE FUNCTION gitversion_internal.restore(
    p_path text, p_revision text, p_branch_name text, p_trust boolean, p_using text, p_park text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReplayFunctions.restore(java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.restore(text, text, text, boolean, text, text) IS 'restore on a named branch; internal';

CREATE FUNCTION gitversion.restore(
    p_path text, p_revision text DEFAULT 'HEAD', p_branch_name text DEFAULT NULL,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.restore(p_path, p_revision, coalesce(p_branch_name, gitversion.current_branch()), p_trust,
        gitversion_internal.conversions(p_using, p_move_data), p_park::text);
END;
COMMENT ON FUNCTION gitversion.restore(text, text, text, boolean, jsonb, boolean, interval) IS
    'brings what is at a path (an object, a part of one, a directory) to the state of a revision in '
    'the live schema of a branch; HEAD is that branch; p_trust: what others own may run as the caller; '
    'p_using, p_move_data and p_park: as of merge_branches';

CREATE FUNCTION gitversion_internal.stash(p_branch_name text, p_message text, p_using text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.stash(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.stash(text, text, text) IS 'stash on a named branch; internal';

CREATE FUNCTION gitversion.stash(
    p_branch_name text DEFAULT NULL, p_message text DEFAULT NULL, p_move_data boolean DEFAULT false)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.stash(coalesce(p_branch_name, gitversion.current_branch()), p_message,
        gitversion_internal.conversions(NULL, p_move_data));
END;
COMMENT ON FUNCTION gitversion.stash(text, text, boolean) IS
    'puts the uncommitted changes of a branch aside, so that its schema is that of its head; refuses '
    'where that would lose rows; returns the id of the stash; p_move_data: as of merge_branches';

CREATE FUNCTION gitversion_internal.stash_pop(p_branch_name text, p_trust boolean, p_using text, p_park text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.stashPop(java.lang.String,java.lang.Boolean,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.stash_pop(text, boolean, text, text) IS 'stash_pop on a named branch; internal';

CREATE FUNCTION gitversion.stash_pop(
    p_branch_name text DEFAULT NULL, p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL,
    p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.stash_pop(coalesce(p_branch_name, gitversion.current_branch()), p_trust,
        gitversion_internal.conversions(p_using, p_move_data), p_park::text);
END;
COMMENT ON FUNCTION gitversion.stash_pop(text, boolean, jsonb, boolean, interval) IS
    'merges the changes of a branch that were put aside last into its live schema, and forgets the '
    'stash, whose id it returns; p_trust: what others own may run as the caller; p_using, p_move_data '
    'and p_park: as of merge_branches';
