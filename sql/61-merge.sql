-- Merging one branch into another.
CREATE FUNCTION gitversion.merge_branches(
    p_source_branch text, p_target_branch text, p_strategy text DEFAULT 'recursive')
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.MergeFunctions.mergeBranches(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.merge_branches(text, text, text) IS
    'merges the source into the target in place, keeping the target''s rows, and returns the merge '
    'commit (for a fast-forward the source''s commit); conflicts are raised with all of them as JSON '
    'in DETAIL, and nothing is changed; strategies: recursive, ours, theirs, union';

CREATE FUNCTION gitversion_internal.preview_merge(
    p_source_branch text, p_target_branch text, p_strategy text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.MergeFunctions.previewMerge(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.preview_merge(text, text, text) IS
    'the rows of preview_merge as JSON; internal';

CREATE FUNCTION gitversion.preview_merge(
    p_source_branch text, p_target_branch text, p_strategy text DEFAULT 'recursive')
RETURNS TABLE (
    step integer, result text, path text, statement text, lock_mode text, rewrites_table boolean,
    may_lose_data boolean, conflict_type gitversion.conflict_type, base_version text,
    source_version text, target_version text, reason text)
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.step, r.result, r.path, r.statement, r.lock_mode, r.rewrites_table, r.may_lose_data,
        r.conflict_type, r.base_version, r.source_version, r.target_version, r.reason
    FROM gitversion_internal.preview_merge(p_source_branch, p_target_branch, p_strategy) p,
        jsonb_to_record(p::jsonb) AS r(
            step integer, result text, path text, statement text, lock_mode text,
            rewrites_table boolean, may_lose_data boolean,
            conflict_type gitversion.conflict_type, base_version text, source_version text,
            target_version text, reason text)
$$;
COMMENT ON FUNCTION gitversion.preview_merge(text, text, text) IS
    'what merge_branches would do: the statements it would execute on the target, or the conflicts; '
    'the merge is really carried out and then undone, so that the rows of the target are asked too';
