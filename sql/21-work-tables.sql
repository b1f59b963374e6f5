-- What is kept about work in progress: statements run in branches, merges, stashes.
CREATE TABLE gitversion.ddl_events (
    id bigserial PRIMARY KEY,
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    event text NOT NULL,
    command_tag text NOT NULL,
    statement text,
    classid oid,
    objid oid,
    objsubid integer,
    object_type text,
    object_identity text,
    path text,
    session_role text NOT NULL,
    executed_by text NOT NULL,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    commit_id integer REFERENCES gitversion.commits (id)
);
CREATE INDEX ddl_events_open_idx ON gitversion.ddl_events (branch_id, objid) WHERE commit_id IS NULL;
CREATE INDEX ddl_events_commit_id_idx ON gitversion.ddl_events (commit_id);
COMMENT ON TABLE gitversion.ddl_events IS
    'DDL statements that touched a branch, one row an object: by whom, when, in which transaction';
COMMENT ON COLUMN gitversion.ddl_events.event IS 'ddl_command_end or sql_drop';
COMMENT ON COLUMN gitversion.ddl_events.statement IS 'the query as the client sent it';
COMMENT ON COLUMN gitversion.ddl_events.path IS 'the path of the object, where it has one';
COMMENT ON COLUMN gitversion.ddl_events.session_role IS 'who connected';
COMMENT ON COLUMN gitversion.ddl_events.executed_by IS 'the role in force (SET ROLE)';
COMMENT ON COLUMN gitversion.ddl_events.commit_id IS 'the commit that took it in; null before';

CREATE TABLE gitversion.merge_attempts (
    id serial PRIMARY KEY,
    source_branch_id integer REFERENCES gitversion.branches (id),
    target_branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    base_commit_id integer REFERENCES gitversion.commits (id),
    source_commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    target_commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    strategy text NOT NULL,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'finished', 'aborted')),
    merge_commit_id integer REFERENCES gitversion.commits (id),
    started_by text NOT NULL DEFAULT CURRENT_USER,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    metadata jsonb NOT NULL DEFAULT '{}',
    operation text NOT NULL DEFAULT 'merge'
        CHECK (operation IN ('merge', 'cherry_pick', 'revert', 'rebase', 'stash_pop'))
);
CREATE UNIQUE INDEX merge_attempts_open_key ON gitversion.merge_attempts (target_branch_id)
    WHERE status = 'open';
COMMENT ON TABLE gitversion.merge_attempts IS
    'merges and the like that were begun with start_merge, start_rebase and so on; a target has at most '
    'one that is open';
COMMENT ON COLUMN gitversion.merge_attempts.operation IS 'what was begun';
COMMENT ON COLUMN gitversion.merge_attempts.source_commit_id IS
    'what is merged, picked or reverted, or what is rebased onto; of a stash the commit it was made on';
COMMENT ON COLUMN gitversion.merge_attempts.target_commit_id IS 'the head of the target when it was begun';
COMMENT ON COLUMN gitversion.merge_attempts.metadata IS
    'options; once it is finished, under decisions, how each conflict was decided';

CREATE TABLE gitversion.merge_conflicts (
    id serial PRIMARY KEY,
    merge_attempt_id integer NOT NULL REFERENCES gitversion.merge_attempts (id),
    conflict_type gitversion.conflict_type NOT NULL,
    object_type gitversion.object_type,
    object_name text NOT NULL,
    base_version text,
    source_version text,
    target_version text,
    resolved_version text,
    resolution_strategy text,
    resolved_by text,
    resolved_at timestamptz,
    detail jsonb NOT NULL DEFAULT '{}',
    slot text,
    proposed_version text,
    other_paths text[] NOT NULL DEFAULT '{}',
    row_count bigint,
    row_query text,
    commit_id integer
);
CREATE INDEX merge_conflicts_attempt_idx ON gitversion.merge_conflicts (merge_attempt_id);
COMMENT ON TABLE gitversion.merge_conflicts IS
    'the conflicts of the merges in merge_attempts and how each was resolved';
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
COMMENT ON COLUMN gitversion.merge_conflicts.object_name IS 'the path of the object';
COMMENT ON COLUMN gitversion.merge_conflicts.base_version IS 'DDL, or the value of the slot, at the merge base; null: absent';
COMMENT ON COLUMN gitversion.merge_conflicts.resolved_version IS 'null before it is resolved';

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

CREATE TABLE gitversion.stashes (
    id serial PRIMARY KEY,
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    base_commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    tree_hash text NOT NULL,
    layout_hash text,
    renames jsonb NOT NULL DEFAULT '{}',
    message text NOT NULL,
    created_by text NOT NULL DEFAULT CURRENT_USER,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.stashes IS 'uncommitted changes that were put aside, newest last';

CREATE TABLE gitversion.settled_texts (
    printed_hash text NOT NULL,
    final_text text,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (printed_hash, transaction_id)
);
COMMENT ON TABLE gitversion.settled_texts IS
    'definitions that PostgreSQL prints in their final form only after it has read them again, for '
    'transactions that cannot ask it to, such as those on a standby';
COMMENT ON COLUMN gitversion.settled_texts.printed_hash IS 'SHA-256 of the text and what it is of';
COMMENT ON COLUMN gitversion.settled_texts.final_text IS 'null: the text is final as it is';

-- Valid for one server and one head only, and made again when it is missing.
CREATE TABLE gitversion.branch_states (
    branch_id integer PRIMARY KEY,
    commit_id integer NOT NULL,
    cluster_id bigint NOT NULL,
    horizon xid8,
    counts bigint[],
    own xid[],
    command integer,
    CHECK ((horizon IS NULL) = (counts IS NULL))
) WITH (fillfactor = 50);
COMMENT ON TABLE gitversion.branch_states IS
    'how far back catalog rows have to be looked at to know what changed in a branch since its head';
COMMENT ON COLUMN gitversion.branch_states.commit_id IS 'the head it was noted with';
COMMENT ON COLUMN gitversion.branch_states.horizon IS
    'when the head was read, all transactions before this one had ended';
COMMENT ON COLUMN gitversion.branch_states.counts IS
    'what gitversion_internal.catalog_counts returned then';
COMMENT ON COLUMN gitversion.branch_states.own IS
    'transactions after the horizon of which rows were read, such as that which made the branch';
COMMENT ON COLUMN gitversion.branch_states.command IS
    'the command of the own transaction before which its rows were read';

CREATE TABLE gitversion.tracked_tables (
    relation regclass PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('history', 'reference', 'none')),
    tool text,
    base text[]
);
COMMENT ON TABLE gitversion.tracked_tables IS
    'the tables of branches whose rows belong to the schema; the view tracked_rows shows them by branch';
COMMENT ON COLUMN gitversion.tracked_tables.kind IS
    'history: what a migration tool did, united by merges; reference: part of commits; none: the table '
    'of a tool that is not to be tracked';
COMMENT ON COLUMN gitversion.tracked_tables.tool IS 'the tool whose history it is; null: not a known one';
COMMENT ON COLUMN gitversion.tracked_tables.base IS
    'of a table that says what is the newest migration: what it said when the branch was made or merged';
