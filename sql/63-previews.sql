-- What reset, revert, cherry_pick and rebase would do.
CREATE FUNCTION gitversion_internal.preview_replay(
    p_verb text, p_branch_name text, p_revision text, p_mainline integer)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReplayFunctions.preview(java.lang.String,java.lang.String,java.lang.String,java.lang.Integer)';
COMMENT ON FUNCTION gitversion_internal.preview_replay(text, text, text, integer) IS
    'the rows of preview_reset and the like as JSON; internal';

CREATE FUNCTION gitversion.preview_reset(p_branch_name text, p_revision text)
RETURNS TABLE (
    step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
    may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
    source_version text, target_version text, reason text)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.* FROM gitversion_internal.preview_replay('reset', p_branch_name, p_revision, NULL) p
        CROSS JOIN LATERAL gitversion_internal.preview_row(p.p) r;
END;
COMMENT ON FUNCTION gitversion.preview_reset(text, text) IS
    'what a hard reset would do, as preview_merge: the statements it would execute, after a warning for '
    'each table and column whose rows would be lost';

CREATE FUNCTION gitversion.preview_revert(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL)
RETURNS TABLE (
    step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
    may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
    source_version text, target_version text, reason text)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.* FROM gitversion_internal.preview_replay(
            'revert', coalesce(p_branch_name, gitversion.current_branch()), p_revision, p_mainline) p
        CROSS JOIN LATERAL gitversion_internal.preview_row(p.p) r;
END;
COMMENT ON FUNCTION gitversion.preview_revert(text, text, integer) IS
    'what revert would do, as preview_merge: the statements it would execute, or the conflicts';

CREATE FUNCTION gitversion.preview_cherry_pick(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL)
RETURNS TABLE (
    step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
    may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
    source_version text, target_version text, reason text)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.* FROM gitversion_internal.preview_replay(
            'cherry_pick', coalesce(p_branch_name, gitversion.current_branch()), p_revision, p_mainline) p
        CROSS JOIN LATERAL gitversion_internal.preview_row(p.p) r;
END;
COMMENT ON FUNCTION gitversion.preview_cherry_pick(text, text, integer) IS
    'what cherry_pick would do, as preview_merge: the statements it would execute, or the conflicts';

CREATE FUNCTION gitversion.preview_rebase(p_branch_name text, p_onto text)
RETURNS TABLE (
    step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
    may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
    source_version text, target_version text, reason text)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.* FROM gitversion_internal.preview_replay('rebase', p_branch_name, p_onto, NULL) p
        CROSS JOIN LATERAL gitversion_internal.preview_row(p.p) r;
END;
COMMENT ON FUNCTION gitversion.preview_rebase(text, text) IS
    'what rebase would do, as preview_merge: the statements it would execute, or the conflicts';
