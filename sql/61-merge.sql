-- Merging into a branch.
CREATE FUNCTION gitversion_internal.merge_branches(
    p_source_branch text, p_target_branch text, p_strategy text, p_message text, p_fast_forward text,
    p_squash boolean, p_trust boolean, p_using text, p_park text, p_session_branch text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.MergeFunctions.mergeBranches(java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean,java.lang.Boolean,java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.merge_branches(text, text, text, text, text, boolean, boolean, text, text, text) IS
    'merge_branches into a named branch, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.merge_branches(
    p_source_branch text, p_target_branch text DEFAULT NULL, p_strategy text DEFAULT 'recursive',
    p_message text DEFAULT NULL, p_fast_forward text DEFAULT 'auto', p_squash boolean DEFAULT false,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.landing('merge', coalesce(p_target_branch, gitversion.current_branch()),
        p_source_branch);
    SELECT gitversion_internal.landed('merge', coalesce(p_target_branch, gitversion.current_branch()), p_source_branch,
        gitversion_internal.merge_branches(p_source_branch,
            coalesce(p_target_branch, gitversion.current_branch()), p_strategy, p_message, p_fast_forward,
            p_squash, p_trust, gitversion_internal.conversions(p_using, p_move_data), p_park::text, gitversion.current_branch()));
END;
COMMENT ON FUNCTION gitversion.merge_branches(text, text, text, text, text, boolean, boolean, jsonb, boolean, interval) IS
    'merges the source, a branch or any other revision, into the target (the session''s branch when none '
    'is named) in place, keeping the target''s rows, and returns the merge commit (for a fast-forward the '
    'source''s commit); uncommitted changes of the source stay there; conflicts are raised with all of '
    'them as JSON in DETAIL, and nothing is changed; strategies: recursive, ours, theirs, union; '
    'p_fast_forward: auto, only, never; p_squash: one commit without the source as a parent; p_trust: what others own may run as the caller; '
    'p_using: expressions by the paths of columns whose values they convert to another type; '
    'p_move_data: tables to be partitioned in another way are made again, and their rows moved; p_park: for how long '
    'the values of dropped tables and columns are kept';

CREATE FUNCTION gitversion_internal.preview_row(p_row text)
RETURNS TABLE (
    step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
    scans_table boolean, may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
    source_version text, target_version text, reason text)
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
    SELECT r.step, r.result, r.path, r.statement, r.lock_mode, r.rewrites_table, r.scans_table,
        r.may_lose_data, r.conflict_type, r.base_version, r.source_version, r.target_version, r.reason
    FROM pg_catalog.jsonb_to_record(p_row::pg_catalog.jsonb) AS r (
        step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
        scans_table boolean, may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
        source_version text, target_version text, reason text);
END;
COMMENT ON FUNCTION gitversion_internal.preview_row(text) IS
    'a row of preview_merge and its like out of JSON; internal';

CREATE FUNCTION gitversion_internal.preview_merge(
    p_source_branch text, p_target_branch text, p_strategy text, p_trust boolean, p_using text, p_park text, p_session_branch text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.MergeFunctions.previewMerge(java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean,java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.preview_merge(text, text, text, boolean, text, text, text) IS
    'the rows of preview_merge as JSON; internal';

CREATE FUNCTION gitversion.preview_merge(
    p_source_branch text, p_target_branch text DEFAULT NULL, p_strategy text DEFAULT 'recursive',
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS TABLE (
    step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
    scans_table boolean, may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
    source_version text, target_version text, reason text)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.*
    FROM gitversion_internal.preview_merge(p_source_branch,
            coalesce(p_target_branch, gitversion.current_branch()), p_strategy,
            p_trust, gitversion_internal.conversions(p_using, p_move_data), p_park::text, gitversion.current_branch()) p
        CROSS JOIN LATERAL gitversion_internal.preview_row(p.p) r;
END;
COMMENT ON FUNCTION gitversion.preview_merge(text, text, text, boolean, jsonb, boolean, interval) IS
    'what merge_branches would do: the statements it would execute on the target, or the conflicts; '
    'the merge is really carried out and then undone, so that the rows of the target are asked too';
