-- What the functions and views put in place afterwards cannot change.
DROP EVENT TRIGGER gitversion_ddl_command_start;
DROP EVENT TRIGGER gitversion_ddl_command_end;
DROP EVENT TRIGGER gitversion_sql_drop;
DROP FUNCTION gitversion.status(text, boolean);

CREATE SCHEMA gitversion_internal;
ALTER EXTENSION gitversion DROP SCHEMA gitversion_internal;
COMMENT ON SCHEMA gitversion_internal IS 'what gitversion''s functions call; not for users';

ALTER TABLE gitversion.object_references DROP CONSTRAINT object_references_content_hash_fkey;
ALTER TABLE gitversion.stashes
    DROP CONSTRAINT stashes_tree_hash_fkey,
    DROP CONSTRAINT stashes_layout_hash_fkey;
ALTER TABLE gitversion.object_storage
    ADD COLUMN base_hash text,
    ADD CHECK ((base_hash IS NOT NULL) = (compression_type IS NOT DISTINCT FROM 'delta')),
    DROP CONSTRAINT object_storage_pkey;
CREATE INDEX object_storage_content_hash_idx ON gitversion.object_storage USING hash (content_hash);
ALTER TABLE gitversion.object_storage REPLICA IDENTITY FULL;
COMMENT ON TABLE gitversion.object_storage IS
    'contents by SHA-256: commits, trees, objects, layouts; each stored once, but for those that '
    'transactions stored at the same time';
COMMENT ON COLUMN gitversion.object_storage.content IS 'the document as compression_type says';
COMMENT ON COLUMN gitversion.object_storage.compression_type IS
    'null: content is the document; gzip: gzip in base64, decompress_content reads it; delta: what '
    'differs from the document base_hash';
COMMENT ON COLUMN gitversion.object_storage.base_hash IS 'the document a delta is of, which is stored as it is';

DROP INDEX gitversion.object_references_commit_id_idx;
ALTER TABLE gitversion.object_references
    DROP CONSTRAINT object_references_pkey,
    ADD PRIMARY KEY (commit_id, content_hash);

DROP INDEX gitversion.commits_commit_hash_idx;
ALTER TABLE gitversion.commits DROP CONSTRAINT commits_commit_hash_key,
    DROP CONSTRAINT commits_parent_commit_id_fkey;
ALTER TABLE gitversion.branches DROP CONSTRAINT branches_parent_branch_id_fkey;
ALTER TABLE gitversion.commits ALTER COLUMN branch_id DROP NOT NULL;
COMMENT ON COLUMN gitversion.commits.branch_id IS
    'the branch it was made on; null: it was made in another database';
CREATE UNIQUE INDEX commits_commit_hash_idx ON gitversion.commits (commit_hash text_pattern_ops);

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
SELECT pg_catalog.pg_extension_config_dump('gitversion.settled_texts', '');

ALTER TYPE gitversion.object_type ADD VALUE 'ROWS';
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
SELECT pg_catalog.pg_extension_config_dump('gitversion.tracked_tables',
    'WHERE EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = relation)');

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
COMMENT ON COLUMN gitversion.branch_states.counts IS 'what gitversion_internal.catalog_counts returned then';
COMMENT ON COLUMN gitversion.branch_states.own IS
    'transactions after the horizon of which rows were read, such as that which made the branch';
COMMENT ON COLUMN gitversion.branch_states.command IS
    'the command of the own transaction before which its rows were read';
SELECT pg_catalog.pg_extension_config_dump('gitversion.branch_states', 'WHERE false');

ALTER TABLE gitversion.object_identities
    ADD COLUMN kind text,
    ADD COLUMN definition bigint,
    ADD COLUMN privileges bigint,
    ADD COLUMN is_other boolean NOT NULL DEFAULT false,
    ADD COLUMN labels oid[];
COMMENT ON TABLE gitversion.object_identities IS
    'which object of the catalogs was at which path of the head of each branch, and in which version, to '
    'know renames and changes';
COMMENT ON COLUMN gitversion.object_identities.kind IS 'such as table, column or view; null with the versions';
COMMENT ON COLUMN gitversion.object_identities.definition IS
    'the version: a hash of what the server printed of the object when it was as at the head, but for '
    'privileges; null: not known';
COMMENT ON COLUMN gitversion.object_identities.privileges IS 'the version of its privileges';
COMMENT ON COLUMN gitversion.object_identities.is_other IS
    'whether all that is known of one or both versions is that the head has another one: they are the '
    'bitwise complements of those then, or 1 where not even that is known';
COMMENT ON COLUMN gitversion.object_identities.labels IS
    'of an enum: the oids of the labels of the head, in their order there; 0: not known';

CREATE TYPE gitversion_internal.live_object AS (
    classid oid, objid oid, objsubid integer, kind text, path text, definition bigint,
    privileges bigint, is_other boolean);
COMMENT ON TYPE gitversion_internal.live_object IS
    'an object of a schema: address, kind, path, and versions as in object_identities; internal';

CREATE TYPE gitversion_internal.change AS (
    path text, change gitversion.change_type, old_path text, classid oid, objid oid,
    objsubid integer, privileges boolean, is_certain boolean, reason text);
COMMENT ON TYPE gitversion_internal.change IS
    'a change of an object; privileges: of these alone; is_certain: false where it may be what it is at '
    'the head after all; reason: why commit refuses the object, which may not have changed; internal';

CREATE TABLE gitversion.ignore_patterns (
    id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    pattern text NOT NULL UNIQUE,
    is_negated boolean NOT NULL,
    expression text NOT NULL,
    ignored_by text NOT NULL DEFAULT CURRENT_USER,
    ignored_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.ignore_patterns IS
    'patterns of paths that are no part of branches; of those that match a path the last one decides';
COMMENT ON COLUMN gitversion.ignore_patterns.is_negated IS 'it began with !: what it matches is tracked';
COMMENT ON COLUMN gitversion.ignore_patterns.expression IS 'the regular expression for PostgreSQL that the pattern without ! means';
SELECT pg_catalog.pg_extension_config_dump('gitversion.ignore_patterns', '');
SELECT pg_catalog.pg_extension_config_dump('gitversion.ignore_patterns_id_seq', '');

CREATE TABLE gitversion.branch_locks (
    branch_id integer NOT NULL, is_queue boolean NOT NULL, PRIMARY KEY (branch_id, is_queue));
COMMENT ON TABLE gitversion.branch_locks IS
    'two rows a branch that are locked by DDL in it (shared) and by functions that record or change it; '
    'branch 0 is the store of documents';
COMMENT ON COLUMN gitversion.branch_locks.is_queue IS
    'whether the row is that which who waits for a branch to himself has locked';
INSERT INTO gitversion.branch_locks SELECT b.id, q.n FROM (VALUES (false), (true)) q (n),
    (SELECT 0 UNION ALL SELECT b.id FROM gitversion.branches b) b (id);
SELECT pg_catalog.pg_extension_config_dump('gitversion.branch_locks', 'WHERE branch_id <> 0');

ALTER TABLE gitversion.branches
    ADD COLUMN allowed_roles name[] NOT NULL DEFAULT '{}',
    ADD COLUMN requires_signatures boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN gitversion.branches.requires_signatures IS 'whether what it comes to must be signed';
COMMENT ON COLUMN gitversion.branches.is_protected IS 'whether only merges change it, but for allowed_roles';
COMMENT ON COLUMN gitversion.branches.allowed_roles IS 'the roles that protect_branch was given';
CREATE TABLE gitversion.branch_grants (
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    role_name name NOT NULL,
    granted_by text NOT NULL DEFAULT CURRENT_USER,
    granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (branch_id, role_name)
);
COMMENT ON TABLE gitversion.branch_grants IS
    'who may change a branch besides those who may alter its schema; roles by name, as dumps have them';
SELECT pg_catalog.pg_extension_config_dump('gitversion.branch_grants', '');

DROP FUNCTION gitversion.use_branch(text), gitversion.init(text, name), gitversion.commit(text, text),
    gitversion.merge_branches(text, text, text), gitversion.reset(text, text, text),
    gitversion.create_branch(text, text), gitversion.revert(text, text, integer), gitversion.cherry_pick(text, text, integer),
    gitversion.rebase(text, text), gitversion.restore(text, text, text), gitversion.stash_pop(text), gitversion.stash(text, text), gitversion.clone_schema_objects(text, text),
    gitversion.plan(text, text), gitversion.preview_merge(text, text, text);

-- Ids are identities: who adds rows needs no privilege on their sequences.
DO $identity$
DECLARE
    v record;
    v_next bigint;
BEGIN
    FOR v IN
        SELECT s.oid::regclass::text AS sequence, d.refobjid::regclass::text AS name
        FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
        WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
          AND s.relnamespace = 'gitversion'::regnamespace
    LOOP
        EXECUTE format('SELECT last_value + is_called::integer FROM %s', v.sequence) INTO v_next;
        EXECUTE format('ALTER TABLE %s ALTER COLUMN id DROP DEFAULT', v.name);
        EXECUTE format('ALTER EXTENSION gitversion DROP SEQUENCE %s', v.sequence);
        EXECUTE format('DROP SEQUENCE %s', v.sequence);
        EXECUTE format('ALTER TABLE %s ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME %s)',
            v.name, v.sequence);
        PERFORM pg_catalog.setval(v.sequence, v_next, false),
            pg_catalog.pg_extension_config_dump(v.sequence, '');
    END LOOP;
END
$identity$;
