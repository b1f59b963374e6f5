-- Conflicts that are kept and resolved one by one.
ALTER TABLE gitversion.merge_attempts ADD COLUMN operation text NOT NULL DEFAULT 'merge'
    CHECK (operation IN ('merge', 'cherry_pick', 'revert', 'rebase', 'stash_pop'));
COMMENT ON TABLE gitversion.merge_attempts IS
    'merges and the like that were begun with start_merge, start_rebase and so on; a target has at most '
    'one that is open';
COMMENT ON COLUMN gitversion.merge_attempts.operation IS 'what was begun';
COMMENT ON COLUMN gitversion.merge_attempts.source_commit_id IS
    'what is merged, picked or reverted, or what is rebased onto; of a stash the commit it was made on';
COMMENT ON COLUMN gitversion.merge_attempts.target_commit_id IS 'the head of the target when it was begun';
COMMENT ON COLUMN gitversion.merge_attempts.metadata IS
    'options; once it is finished, under decisions, how each conflict was decided';
ALTER TABLE gitversion.merge_conflicts
    ALTER COLUMN object_type DROP NOT NULL,
    ADD COLUMN slot text,
    ADD COLUMN proposed_version text,
    ADD COLUMN other_paths text[] NOT NULL DEFAULT '{}',
    ADD COLUMN row_count bigint,
    ADD COLUMN row_query text,
    ADD COLUMN commit_id integer;
COMMENT ON COLUMN gitversion.merge_conflicts.base_version IS
    'DDL, or the value of the slot, at the merge base; null: absent';
COMMENT ON COLUMN gitversion.merge_conflicts.object_type IS 'null: of a name or of what has no kind yet';
COMMENT ON COLUMN gitversion.merge_conflicts.slot IS 'the property it is over; null: the whole object';
COMMENT ON COLUMN gitversion.merge_conflicts.proposed_version IS
    'both sides merged by line, with markers around what conflicts: to be edited for strategy manual';
COMMENT ON COLUMN gitversion.merge_conflicts.other_paths IS 'what else it has to do with';
COMMENT ON COLUMN gitversion.merge_conflicts.row_count IS 'how many rows of the target stand in the way';
COMMENT ON COLUMN gitversion.merge_conflicts.row_query IS 'finds the rows that stand in the way';
COMMENT ON COLUMN gitversion.merge_conflicts.commit_id IS
    'the commit that was being replayed, where there are several';
COMMENT ON COLUMN gitversion.merge_conflicts.resolution_strategy IS 'ours, theirs, union, manual or driver';
COMMENT ON COLUMN gitversion.merge_conflicts.detail IS
    'reason: the conflict in words; document, layout, removed: the objects that it was resolved with';

CREATE TABLE gitversion.resolutions (
    conflict_hash text PRIMARY KEY,
    object_name text NOT NULL,
    slot text,
    resolution_strategy text NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}',
    resolved_by text NOT NULL DEFAULT CURRENT_USER,
    used_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.resolutions IS
    'how conflicts of merges that were finished were resolved, to be offered when the same conflict comes '
    'again, or taken with gitversion.rerere = on';
COMMENT ON COLUMN gitversion.resolutions.conflict_hash IS
    'SHA-256 of what the conflict is over and of its three versions';
COMMENT ON COLUMN gitversion.resolutions.object_name IS 'the path of the object';
COMMENT ON COLUMN gitversion.resolutions.detail IS 'the objects that it was resolved with, as in merge_conflicts';
COMMENT ON COLUMN gitversion.resolutions.used_at IS 'when it was last made; gc drops old ones';

CREATE TABLE gitversion.merge_drivers (
    id serial PRIMARY KEY,
    pattern text NOT NULL UNIQUE,
    expression text NOT NULL,
    function text NOT NULL,
    registered_by text NOT NULL DEFAULT CURRENT_USER,
    registered_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.merge_drivers IS
    'functions that are asked about conflicts in objects at matching paths; of those that match the last one is';
COMMENT ON COLUMN gitversion.merge_drivers.expression IS 'the regular expression that the pattern means';
COMMENT ON COLUMN gitversion.merge_drivers.function IS 'its schema and name, quoted where need be';
SELECT pg_catalog.pg_extension_config_dump('gitversion.resolutions', '');
SELECT pg_catalog.pg_extension_config_dump('gitversion.merge_drivers', '');
SELECT pg_catalog.pg_extension_config_dump('gitversion.merge_drivers_id_seq', '');
