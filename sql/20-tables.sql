-- What is kept about branches and their history. There is no foreign key from branches to commits:
-- together with the one the other way it would make a dump that cannot be restored. Nor is there one from
-- branches or commits to themselves, as pg_dump --inserts writes rows in the order they lie in; fsck looks.
CREATE TABLE gitversion.branches (
    id serial PRIMARY KEY,
    branch_name text NOT NULL,
    schema_name text NOT NULL,
    parent_branch_id integer,
    created_from_commit_id integer,
    head_commit_id integer,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by text NOT NULL DEFAULT CURRENT_USER,
    is_active boolean NOT NULL DEFAULT true,
    is_protected boolean NOT NULL DEFAULT false,
    metadata jsonb NOT NULL DEFAULT '{}',
    allowed_roles name[] NOT NULL DEFAULT '{}',
    working_transaction xid8
);
CREATE UNIQUE INDEX branches_branch_name_key ON gitversion.branches (branch_name) WHERE is_active;
CREATE UNIQUE INDEX branches_schema_name_key ON gitversion.branches (schema_name) WHERE is_active;
COMMENT ON TABLE gitversion.branches IS
    'branches: each is a schema; a dropped branch stays as a row that is not active';
COMMENT ON COLUMN gitversion.branches.schema_name IS 'the schema the branch lives in';
COMMENT ON COLUMN gitversion.branches.parent_branch_id IS 'where it branched off; null for a root';
COMMENT ON COLUMN gitversion.branches.created_from_commit_id IS 'the commit it started at';
COMMENT ON COLUMN gitversion.branches.head_commit_id IS 'its newest commit';
COMMENT ON COLUMN gitversion.branches.is_protected IS 'whether only merges change it, but for allowed_roles';
COMMENT ON COLUMN gitversion.branches.allowed_roles IS 'the roles that protect_branch was given';
COMMENT ON COLUMN gitversion.branches.working_transaction IS
    'the transaction in which gitversion itself changes the schema just now, seen by that one alone';

CREATE TABLE gitversion.branch_grants (
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    role_name name NOT NULL,
    granted_by text NOT NULL DEFAULT CURRENT_USER,
    granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (branch_id, role_name)
);
COMMENT ON TABLE gitversion.branch_grants IS
    'who may change a branch besides those who may alter its schema; roles by name, as dumps have them';

-- What is locked of a branch, and of the store of documents as branch 0: rows that only those can lock who
-- may change them. They never change themselves, so that no snapshot is too old to lock them. The row that
-- is a queue is locked by who waits for the other one to himself.
CREATE TABLE gitversion.branch_locks (
    branch_id integer NOT NULL,
    is_queue boolean NOT NULL,
    PRIMARY KEY (branch_id, is_queue)
);
COMMENT ON TABLE gitversion.branch_locks IS
    'two rows a branch that are locked by DDL in it (shared) and by functions that record or change it; '
    'branch 0 is the store of documents';
COMMENT ON COLUMN gitversion.branch_locks.is_queue IS
    'whether the row is that which who waits for a branch to himself has locked';
INSERT INTO gitversion.branch_locks VALUES (0, false), (0, true);

CREATE TABLE gitversion.commits (
    id serial PRIMARY KEY,
    commit_hash text NOT NULL,
    branch_id integer REFERENCES gitversion.branches (id),
    parent_commit_id integer,
    message text NOT NULL,
    author text NOT NULL,
    committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    tree_hash text NOT NULL,
    layout_hash text,
    metadata jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX commits_branch_id_idx ON gitversion.commits (branch_id);
CREATE UNIQUE INDEX commits_commit_hash_idx ON gitversion.commits (commit_hash text_pattern_ops);
COMMENT ON TABLE gitversion.commits IS 'commits; an id is always higher than those of its parents';
COMMENT ON COLUMN gitversion.commits.commit_hash IS 'SHA-256 of the commit document, hexadecimal';
COMMENT ON COLUMN gitversion.commits.branch_id IS
    'the branch it was made on; null: it was made in another database';
COMMENT ON COLUMN gitversion.commits.parent_commit_id IS 'the first parent; all: commit_parents';
COMMENT ON COLUMN gitversion.commits.tree_hash IS 'SHA-256 of the root of the schema''s tree';
COMMENT ON COLUMN gitversion.commits.layout_hash IS
    'root of the tree that keeps owners and column positions, which the commit hash does not cover';

CREATE TABLE gitversion.commit_parents (
    commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    position integer NOT NULL,
    parent_id integer NOT NULL REFERENCES gitversion.commits (id),
    renames jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (commit_id, position),
    CHECK (parent_id < commit_id)
);
CREATE INDEX commit_parents_parent_id_idx ON gitversion.commit_parents (parent_id);
COMMENT ON TABLE gitversion.commit_parents IS
    'the edges of the history graph; position counts the parents of a commit from 1';
COMMENT ON COLUMN gitversion.commit_parents.renames IS
    'new paths by old paths, where objects of the parent have another path in the commit';

-- No key: two transactions that store the same new document would wait for each other; what both have
-- stored stays until gc. So no foreign key can lead here; fsck looks. A hash index takes a quarter of
-- the space of a btree.
CREATE TABLE gitversion.object_storage (
    content_hash text NOT NULL,
    content text NOT NULL,
    size_bytes integer NOT NULL,
    compression_type text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    base_hash text,
    CHECK ((base_hash IS NOT NULL) = (compression_type IS NOT DISTINCT FROM 'delta'))
);
CREATE INDEX object_storage_content_hash_idx ON gitversion.object_storage USING hash (content_hash);
ALTER TABLE gitversion.object_storage REPLICA IDENTITY FULL;
COMMENT ON TABLE gitversion.object_storage IS
    'contents by SHA-256: commits, trees, objects, layouts; each stored once, but for those that '
    'transactions stored at the same time';
COMMENT ON COLUMN gitversion.object_storage.content IS
    'the document as compression_type says';
COMMENT ON COLUMN gitversion.object_storage.size_bytes IS 'bytes of the document in UTF-8';
COMMENT ON COLUMN gitversion.object_storage.compression_type IS
    'null: content is the document; gzip: gzip in base64, decompress_content reads it; delta: what '
    'differs from the document base_hash';
COMMENT ON COLUMN gitversion.object_storage.base_hash IS
    'the document a delta is of, which is stored as it is';

CREATE TABLE gitversion.object_references (
    content_hash text NOT NULL,
    commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    reference_count integer NOT NULL DEFAULT 1,
    PRIMARY KEY (commit_id, content_hash)
);
COMMENT ON TABLE gitversion.object_references IS
    'what each commit refers to directly: its own document, the roots of its trees, and contents '
    'stored for it with store_object_cow; what the roots lead to is found in their documents';

CREATE TABLE gitversion.tags (
    tag_name text PRIMARY KEY,
    commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    message text,
    tagged_by text NOT NULL DEFAULT CURRENT_USER,
    tagged_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.tags IS 'names for commits that do not move';

CREATE TABLE gitversion.reflog (
    id bigserial PRIMARY KEY,
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    old_commit_id integer REFERENCES gitversion.commits (id),
    new_commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    action text NOT NULL,
    message text,
    actor text NOT NULL DEFAULT CURRENT_USER,
    moved_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX reflog_branch_id_idx ON gitversion.reflog (branch_id, id);
COMMENT ON TABLE gitversion.reflog IS
    'where the head of each branch has been; branch@{N} is the N-th entry from the newest, from 0';
COMMENT ON COLUMN gitversion.reflog.action IS 'commit, merge, reset, …';

-- No foreign key: a branch of n objects would be looked up n times.
CREATE TABLE gitversion.object_identities (
    branch_id integer NOT NULL,
    path text COLLATE "C" NOT NULL,
    classid oid NOT NULL,
    objid oid NOT NULL,
    objsubid integer NOT NULL,
    cluster_id bigint NOT NULL,
    kind text,
    definition bigint,
    privileges bigint,
    is_other boolean NOT NULL DEFAULT false,
    labels oid[],
    PRIMARY KEY (branch_id, path)
);
CREATE INDEX object_identities_objid_idx ON gitversion.object_identities (objid, classid);
COMMENT ON TABLE gitversion.object_identities IS
    'which object of the catalogs was at which path of the head of each branch, and in which version, to '
    'know renames and changes';
COMMENT ON COLUMN gitversion.object_identities.cluster_id IS
    'the server the oids are of (pg_control_system); on another one objects are known by name';
COMMENT ON COLUMN gitversion.object_identities.kind IS
    'such as table, column or view; null with the versions';
COMMENT ON COLUMN gitversion.object_identities.definition IS
    'the version: a hash of what the server printed of the object when it was as at the head, but for '
    'privileges; null: not known';
COMMENT ON COLUMN gitversion.object_identities.privileges IS 'the version of its privileges';
COMMENT ON COLUMN gitversion.object_identities.is_other IS
    'whether all that is known of one or both versions is that the head has another one: they are the '
    'bitwise complements of those then, or 1 where not even that is known';
COMMENT ON COLUMN gitversion.object_identities.labels IS
    'of an enum: the oids of the labels of the head, in their order there; 0: not known';

CREATE TABLE gitversion.ignore_patterns (
    id serial PRIMARY KEY,
    pattern text NOT NULL UNIQUE,
    is_negated boolean NOT NULL,
    expression text NOT NULL,
    ignored_by text NOT NULL DEFAULT CURRENT_USER,
    ignored_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.ignore_patterns IS
    'patterns of paths that are no part of branches; of those that match a path the last one decides';
COMMENT ON COLUMN gitversion.ignore_patterns.is_negated IS 'it began with !: what it matches is tracked';
COMMENT ON COLUMN gitversion.ignore_patterns.expression IS
    'the regular expression for PostgreSQL that the pattern without ! means';
