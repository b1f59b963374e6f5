-- Merges whose conflicts are kept and worked through, one by one.
CREATE FUNCTION gitversion_internal.start_merge(
    p_source_branch text, p_target_branch text, p_strategy text, p_message text, p_fast_forward text,
    p_squash boolean, p_trust boolean, p_using text, p_park text, p_session_branch text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.ConflictFunctions.startMerge(java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean,java.lang.Boolean,java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.start_merge(text, text, text, text, text, boolean, boolean, text, text, text) IS
    'start_merge into a named branch, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.start_merge(
    p_source_branch text, p_target_branch text DEFAULT NULL, p_strategy text DEFAULT 'recursive',
    p_message text DEFAULT NULL, p_fast_forward text DEFAULT 'auto', p_squash boolean DEFAULT false,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.start_merge(p_source_branch,
        coalesce(p_target_branch, gitversion.current_branch()), p_strategy, p_message, p_fast_forward,
        p_squash, p_trust, gitversion_internal.conversions(p_using, p_move_data), p_park::text, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.start_merge(text, text, text, text, text, boolean, boolean, jsonb, boolean, interval) IS
    'begins a merge as merge_branches does, and keeps its conflicts as rows of merge_conflicts; the '
    'target is changed by finish_merge; returns the id of the attempt';

CREATE FUNCTION gitversion_internal.start_replay(
    p_operation text, p_revision text, p_branch_name text, p_mainline integer, p_trust boolean, p_using text, p_park text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.ConflictFunctions.startReplay(java.lang.String,java.lang.String,java.lang.String,java.lang.Integer,java.lang.Boolean,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.start_replay(text, text, text, integer, boolean, text, text) IS
    'start_cherry_pick, start_revert and start_rebase on a named branch; internal';

CREATE FUNCTION gitversion.start_cherry_pick(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.start_replay('cherry_pick', p_revision,
        coalesce(p_branch_name, gitversion.current_branch()), p_mainline, p_trust, gitversion_internal.conversions(p_using, p_move_data), p_park::text);
END;
COMMENT ON FUNCTION gitversion.start_cherry_pick(text, text, integer, boolean, jsonb, boolean, interval) IS
    'begins what cherry_pick does and keeps its conflicts, as start_merge those of a merge';

CREATE FUNCTION gitversion.start_revert(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL,
    p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.start_replay('revert', p_revision,
        coalesce(p_branch_name, gitversion.current_branch()), p_mainline, p_trust, gitversion_internal.conversions(p_using, p_move_data), p_park::text);
END;
COMMENT ON FUNCTION gitversion.start_revert(text, text, integer, boolean, jsonb, boolean, interval) IS
    'begins what revert does and keeps its conflicts, as start_merge those of a merge';

CREATE FUNCTION gitversion.start_rebase(
    p_branch_name text, p_onto text, p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL, p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.start_replay('rebase', p_onto, p_branch_name, NULL, p_trust, gitversion_internal.conversions(p_using, p_move_data), p_park::text);
END;
COMMENT ON FUNCTION gitversion.start_rebase(text, text, boolean, jsonb, boolean, interval) IS
    'begins what rebase does and keeps the conflicts of the first commit that has some; when these are '
    'resolved those of the next one follow';

CREATE FUNCTION gitversion_internal.start_stash_pop(p_branch_name text, p_trust boolean, p_using text, p_park text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.ConflictFunctions.startStashPop(java.lang.String,java.lang.Boolean,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.start_stash_pop(text, boolean, text, text) IS 'start_stash_pop on a named branch; internal';

CREATE FUNCTION gitversion.start_stash_pop(
    p_branch_name text DEFAULT NULL, p_trust boolean DEFAULT false, p_using jsonb DEFAULT NULL,
    p_move_data boolean DEFAULT false, p_park interval DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.start_stash_pop(coalesce(p_branch_name, gitversion.current_branch()), p_trust,
        gitversion_internal.conversions(p_using, p_move_data), p_park::text);
END;
COMMENT ON FUNCTION gitversion.start_stash_pop(text, boolean, jsonb, boolean, interval) IS
    'begins what stash_pop does and keeps its conflicts, as start_merge those of a merge';

CREATE FUNCTION gitversion.resolve_conflict(
    p_conflict_id integer, p_strategy text, p_resolved_ddl text DEFAULT NULL, p_trust boolean DEFAULT false)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.ConflictFunctions.resolve(java.lang.Integer,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion.resolve_conflict(integer, text, text, boolean) IS
    'resolves one conflict for the target (ours), the source (theirs), by the lines of both (union) or by '
    'DDL that changes, creates or drops the object and nothing else (manual); it is tried out at once; '
    'returns how many conflicts of the attempt are left to resolve';

CREATE FUNCTION gitversion_internal.finish_merge(p_attempt integer, p_trust boolean)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.ConflictFunctions.finish(java.lang.Integer,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.finish_merge(integer, boolean) IS 'finish_merge without checks and hooks; internal';

CREATE FUNCTION gitversion.finish_merge(p_attempt integer, p_trust boolean DEFAULT false)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_target text;
    v_source text;
    v_operation text;
    v_commit_id integer;
BEGIN
    SELECT b.branch_name, coalesce(s.branch_name, c.commit_hash), a.operation INTO v_target, v_source, v_operation
    FROM gitversion.merge_attempts a JOIN gitversion.branches b ON b.id = a.target_branch_id
    JOIN gitversion.commits c ON c.id = a.source_commit_id
    LEFT JOIN gitversion.branches s ON s.id = a.source_branch_id
    WHERE a.id = p_attempt AND a.operation <> 'stash_pop' AND a.status = 'open';
    IF NOT FOUND THEN
        RETURN gitversion_internal.finish_merge(p_attempt, p_trust);
    END IF;
    PERFORM gitversion_internal.landing(v_operation, v_target, v_source);
    v_commit_id := gitversion_internal.finish_merge(p_attempt, p_trust);
    RETURN gitversion_internal.landed(v_operation, v_target, v_source, v_commit_id);
END
$$;
COMMENT ON FUNCTION gitversion.finish_merge(integer, boolean) IS
    'does what start_merge or the like began, with the conflicts as they were resolved; returns the commit '
    '(for a rebase the new head, for a stash its id)';

CREATE FUNCTION gitversion.abort_merge(p_attempt integer)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ConflictFunctions.abort(java.lang.Integer)';
COMMENT ON FUNCTION gitversion.abort_merge(integer) IS 'gives up what start_merge or the like began';

CREATE FUNCTION gitversion.restart_merge(p_attempt integer, p_trust boolean DEFAULT false)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.ConflictFunctions.restart(java.lang.Integer,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion.restart_merge(integer, boolean) IS
    'begins an attempt again with the branches as they are now; resolutions of conflicts that are still the '
    'same are kept; returns how many conflicts are left to resolve';

CREATE VIEW gitversion.open_conflicts AS
SELECT c.id, c.merge_attempt_id AS attempt, a.operation, b.branch_name AS target, c.object_name AS path,
    c.slot, CASE
        WHEN c.conflict_type = 'rename_rename' THEN 'both renamed'
        WHEN c.conflict_type IN ('constraint_violation', 'schema_data') THEN 'rows in the way'
        WHEN c.conflict_type = 'dependency' THEN 'needs what the other side changed'
        WHEN c.source_version IS NULL AND c.target_version IS NOT NULL AND c.slot IS NULL THEN 'deleted by them'
        WHEN c.target_version IS NULL AND c.source_version IS NOT NULL AND c.slot IS NULL THEN 'deleted by us'
        WHEN c.base_version IS NULL THEN 'both added'
        ELSE 'both modified' END AS state,
    c.detail ->> 'reason' AS reason, c.proposed_version, c.row_count, c.row_query
FROM gitversion.merge_conflicts c
JOIN gitversion.merge_attempts a ON a.id = c.merge_attempt_id
JOIN gitversion.branches b ON b.id = a.target_branch_id
WHERE a.status = 'open' AND c.resolution_strategy IS NULL
ORDER BY c.merge_attempt_id, c.object_name, c.slot, c.id;
COMMENT ON VIEW gitversion.open_conflicts IS
    'what is left to resolve of merges that were begun, in the words of git status; us: the target; them: the '
    'source';
