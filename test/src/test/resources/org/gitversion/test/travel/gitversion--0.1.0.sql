\echo Use "CREATE EXTENSION gitversion" to load this file. \quit

-- The functions are written in Java, by SQL/JRT: any host of language java will do.
DO $check$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanname = 'java') THEN
        RAISE EXCEPTION 'language "java" does not exist in database "%"',
            pg_catalog.current_database()
            USING ERRCODE = 'VC022',
                DETAIL = 'gitversion''s functions are written in Java; the language has to be there first.',
                HINT = 'Run CREATE EXTENSION pljava, or, without PL/Java, CREATE EXTENSION gitversion_java_host.';
    END IF;
END
$check$;
-- The kinds are those of the Java package kind, in upper case; kinds to come are listed already, so
-- that an upgrade need not add labels in a transaction of its own.
CREATE TYPE gitversion.object_type AS ENUM (
    'SCHEMA', 'TABLE', 'COLUMN', 'CONSTRAINT', 'INDEX', 'SEQUENCE', 'VIEW', 'VIEW_COLUMN',
    'MATERIALIZED_VIEW', 'MATERIALIZED_VIEW_COLUMN', 'FUNCTION', 'PROCEDURE', 'AGGREGATE',
    'WINDOW_FUNCTION', 'TRIGGER', 'POLICY', 'RULE', 'STATISTICS', 'ENUM', 'COMPOSITE', 'ATTRIBUTE',
    'DOMAIN', 'DOMAIN_CONSTRAINT', 'RANGE', 'BASE_TYPE', 'OPERATOR', 'OPERATOR_CLASS',
    'OPERATOR_FAMILY', 'CAST', 'COLLATION', 'CONVERSION', 'TEXT_SEARCH_CONFIGURATION',
    'TEXT_SEARCH_DICTIONARY', 'TEXT_SEARCH_PARSER', 'TEXT_SEARCH_TEMPLATE', 'FOREIGN_TABLE',
    'PARTITIONED_TABLE', 'PARTITION', 'DEFAULT_PRIVILEGES', 'PUBLICATION', 'SECURITY_LABEL'
);
COMMENT ON TYPE gitversion.object_type IS 'kinds of objects';

CREATE TYPE gitversion.change_type AS ENUM ('CREATE', 'ALTER', 'DROP', 'RENAME');
COMMENT ON TYPE gitversion.change_type IS 'what happened to an object between two states';

CREATE TYPE gitversion.conflict_type AS ENUM (
    'schema_schema', 'schema_data', 'delete_modify', 'type_mismatch', 'constraint_violation',
    'rename_rename', 'dependency'
);
COMMENT ON TYPE gitversion.conflict_type IS
    'why two sides of a merge cannot be brought together: schema_schema (both changed the same '
    'property), schema_data (the rows do not allow it), delete_modify (dropped here, changed '
    'there), type_mismatch (types without a common one), constraint_violation (rows violate a new '
    'constraint), rename_rename (two new names), dependency (one side removed what the other needs)';
-- What is kept about branches and their history. There is no foreign key from branches to commits:
-- together with the one the other way it would make a dump that cannot be restored.
CREATE TABLE gitversion.branches (
    id serial PRIMARY KEY,
    branch_name text NOT NULL,
    schema_name text NOT NULL,
    parent_branch_id integer REFERENCES gitversion.branches (id),
    created_from_commit_id integer,
    head_commit_id integer,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by text NOT NULL DEFAULT CURRENT_USER,
    is_active boolean NOT NULL DEFAULT true,
    is_protected boolean NOT NULL DEFAULT false,
    metadata jsonb NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX branches_branch_name_key ON gitversion.branches (branch_name) WHERE is_active;
CREATE UNIQUE INDEX branches_schema_name_key ON gitversion.branches (schema_name) WHERE is_active;
COMMENT ON TABLE gitversion.branches IS
    'branches: each is a schema; a dropped branch stays as a row that is not active';
COMMENT ON COLUMN gitversion.branches.schema_name IS 'the schema the branch lives in';
COMMENT ON COLUMN gitversion.branches.parent_branch_id IS 'where it branched off; null for a root';
COMMENT ON COLUMN gitversion.branches.created_from_commit_id IS 'the commit it started at';
COMMENT ON COLUMN gitversion.branches.head_commit_id IS 'its newest commit';

CREATE TABLE gitversion.commits (
    id serial PRIMARY KEY,
    commit_hash text NOT NULL UNIQUE,
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    parent_commit_id integer REFERENCES gitversion.commits (id),
    message text NOT NULL,
    author text NOT NULL,
    committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    tree_hash text NOT NULL,
    layout_hash text,
    metadata jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX commits_branch_id_idx ON gitversion.commits (branch_id);
CREATE INDEX commits_commit_hash_idx ON gitversion.commits (commit_hash text_pattern_ops);
COMMENT ON TABLE gitversion.commits IS 'commits; an id is always higher than those of its parents';
COMMENT ON COLUMN gitversion.commits.commit_hash IS 'SHA-256 of the commit document, hexadecimal';
COMMENT ON COLUMN gitversion.commits.branch_id IS 'the branch it was made on';
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

CREATE TABLE gitversion.object_storage (
    content_hash text PRIMARY KEY,
    content text NOT NULL,
    size_bytes integer NOT NULL,
    compression_type text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.object_storage IS
    'contents by SHA-256: commits, trees, objects, layouts; each stored once';
COMMENT ON COLUMN gitversion.object_storage.content IS 'the document, compressed or as it is';
COMMENT ON COLUMN gitversion.object_storage.size_bytes IS 'bytes of the document in UTF-8';
COMMENT ON COLUMN gitversion.object_storage.compression_type IS
    'gzip: content is gzip in base64, decompress_content reads it; null: content is the document';

CREATE TABLE gitversion.object_references (
    content_hash text NOT NULL REFERENCES gitversion.object_storage (content_hash),
    commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    reference_count integer NOT NULL DEFAULT 1,
    PRIMARY KEY (content_hash, commit_id)
);
CREATE INDEX object_references_commit_id_idx ON gitversion.object_references (commit_id);
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
    PRIMARY KEY (branch_id, path)
);
CREATE INDEX object_identities_objid_idx ON gitversion.object_identities (objid, classid);
COMMENT ON TABLE gitversion.object_identities IS
    'which object of the catalogs was at which path of the head of each branch, to know renames';
COMMENT ON COLUMN gitversion.object_identities.cluster_id IS
    'the server the oids are of (pg_control_system); on another one objects are known by name';
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
    metadata jsonb NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX merge_attempts_open_key ON gitversion.merge_attempts (target_branch_id)
    WHERE status = 'open';
COMMENT ON TABLE gitversion.merge_attempts IS
    'merges begun with start_merge; a target has at most one that is open';

CREATE TABLE gitversion.merge_conflicts (
    id serial PRIMARY KEY,
    merge_attempt_id integer NOT NULL REFERENCES gitversion.merge_attempts (id),
    conflict_type gitversion.conflict_type NOT NULL,
    object_type gitversion.object_type NOT NULL,
    object_name text NOT NULL,
    base_version text,
    source_version text,
    target_version text,
    resolved_version text,
    resolution_strategy text,
    resolved_by text,
    resolved_at timestamptz,
    detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX merge_conflicts_attempt_idx ON gitversion.merge_conflicts (merge_attempt_id);
COMMENT ON TABLE gitversion.merge_conflicts IS
    'the conflicts of the merges in merge_attempts and how each was resolved';
COMMENT ON COLUMN gitversion.merge_conflicts.object_name IS 'the path of the object';
COMMENT ON COLUMN gitversion.merge_conflicts.base_version IS 'DDL at the merge base; null: absent';
COMMENT ON COLUMN gitversion.merge_conflicts.resolved_version IS 'null before it is resolved';

CREATE TABLE gitversion.stashes (
    id serial PRIMARY KEY,
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    base_commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    tree_hash text NOT NULL REFERENCES gitversion.object_storage (content_hash),
    layout_hash text REFERENCES gitversion.object_storage (content_hash),
    renames jsonb NOT NULL DEFAULT '{}',
    message text NOT NULL,
    created_by text NOT NULL DEFAULT CURRENT_USER,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.stashes IS 'uncommitted changes that were put aside, newest last';
-- The data of gitversion is user data: pg_dump takes it along. Oids mean nothing in another
-- database: identities are left behind (objects are then known by name), and so are events that no
-- commit has taken in yet.
DO $dump$
DECLARE
    v_relation regclass;
BEGIN
    FOR v_relation IN
        SELECT c.oid
        FROM pg_catalog.pg_class c
        WHERE c.relnamespace = 'gitversion'::regnamespace AND c.relkind IN ('r', 'S')
        ORDER BY c.oid
    LOOP
        PERFORM pg_catalog.pg_extension_config_dump(v_relation, CASE v_relation
            WHEN 'gitversion.object_identities'::regclass THEN 'WHERE false'
            WHEN 'gitversion.ddl_events'::regclass THEN 'WHERE commit_id IS NOT NULL'
            ELSE '' END);
    END LOOP;
END
$dump$;
-- What the Java code calls to speak to the client and to run statements.
CREATE FUNCTION gitversion._raise(p_code text, p_message text, p_detail text, p_hint text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p_detail IS NULL AND p_hint IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = p_code, MESSAGE = p_message;
    ELSIF p_hint IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = p_code, MESSAGE = p_message, DETAIL = p_detail;
    ELSIF p_detail IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = p_code, MESSAGE = p_message, HINT = p_hint;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = p_code, MESSAGE = p_message, DETAIL = p_detail, HINT = p_hint;
END
$$;
COMMENT ON FUNCTION gitversion._raise(text, text, text, text) IS
    'raises an error with SQLSTATE, message, DETAIL and HINT; internal';

CREATE FUNCTION gitversion._notice(p_message text, p_detail text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_detail IS NULL THEN
        RAISE NOTICE USING MESSAGE = p_message;
    ELSE
        RAISE NOTICE USING MESSAGE = p_message, DETAIL = p_detail;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion._notice(text, text) IS 'sends a notice to the client; internal';

CREATE FUNCTION gitversion._warning(p_message text, p_detail text, p_hint text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE WARNING USING MESSAGE = p_message, DETAIL = p_detail, HINT = p_hint;
END
$$;
COMMENT ON FUNCTION gitversion._warning(text, text, text) IS
    'sends a warning to the client; internal';

-- No SET clause: the statements run on the search path that is in force.
CREATE FUNCTION gitversion._execute(p_sql text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE p_sql;
END
$$;
COMMENT ON FUNCTION gitversion._execute(text) IS
    'executes statements with the rights and on the search path of the caller; internal';

-- The error comes back as a value: on its way through Java it could be covered by another one. Names
-- are qualified here and below: the branch stands first on the search path.
CREATE FUNCTION gitversion._attempt(p_sql text) RETURNS text[] LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE p_sql;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    IF pg_catalog.substr(SQLSTATE, 1, 2) OPERATOR(pg_catalog.=) ANY ('{40,53,57,XX}') THEN
        RAISE;
    END IF;
    RETURN ARRAY[SQLSTATE, SQLERRM];
END
$$;
COMMENT ON FUNCTION gitversion._attempt(text) IS
    'executes statements like _execute, all or none; returns SQLSTATE and message of a refusal that '
    'is about them; internal';

-- No SET clause: what the work sets stays set as it would without this function in between.
CREATE FUNCTION gitversion._subtransaction() RETURNS void LANGUAGE java
AS 'org.gitversion.function.EventFunctions.subtransaction()';
COMMENT ON FUNCTION gitversion._subtransaction() IS
    'runs the subtransaction that Java code of this session waits for, if any; internal';

-- To grant in the name of another role takes membership in that role, and that it may use the schema:
-- it could not have granted there without, and a dump of the grant could not be restored.
CREATE FUNCTION gitversion._execute_as(p_role text, p_sql text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_role pg_catalog.name := (pg_catalog.parse_ident(p_role))[1];
    v_before pg_catalog.text := pg_catalog.current_setting('role');
    v_schema pg_catalog.name := pg_catalog.current_schema();
BEGIN
    IF NOT pg_catalog.has_schema_privilege(v_role, v_schema::pg_catalog.text, 'USAGE') THEN
        EXECUTE pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I', v_schema, v_role);
    END IF;
    PERFORM pg_catalog.set_config('role', v_role, true);
    EXECUTE p_sql;
    PERFORM pg_catalog.set_config('role', v_before, true);
END
$$;
COMMENT ON FUNCTION gitversion._execute_as(text, text) IS
    'executes a statement as a role (a quoted name) that the session may take, and lets that role use '
    'the current schema; internal';
-- DDL in branches is written down by event triggers. Their function finds out in SQL whether a
-- statement concerns a branch; only then is Java started. It runs with the rights of its owner:
-- whoever may change a branch need not be able to write here. The two functions that read an event
-- are called on its search path.
CREATE FUNCTION gitversion._commanded()
RETURNS TABLE (branch_id integer, command_tag text, classid oid, objid oid, objsubid integer,
    object_type text, object_identity text, names text[])
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
        SELECT b.id, c.command_tag, c.classid, c.objid, c.objsubid, c.object_type,
            c.object_identity,
            (pg_identify_object_as_address(c.classid, c.objid, c.objsubid)).object_names
        FROM pg_event_trigger_ddl_commands() c
        JOIN gitversion.branches b ON b.is_active AND (
            b.schema_name = c.schema_name
            -- Triggers, policies and rules are in the schema of their table.
            OR c.schema_name IS NULL AND c.classid IN (
                    'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass)
                AND b.schema_name = (pg_identify_object_as_address(
                    c.classid, c.objid, c.objsubid)).object_names[1]
            -- What was moved out of a branch is known by its identity.
            OR c.command_tag LIKE 'ALTER %' AND EXISTS (
                SELECT FROM gitversion.object_identities i
                WHERE i.branch_id = b.id AND i.objid = c.objid AND i.classid = c.classid)
            -- GRANT and REVOKE do not say on what; they count for the session's branch.
            OR c.objid IS NULL AND c.command_tag IN ('GRANT', 'REVOKE')
                AND b.schema_name = current_setting('gitversion.current_schema', true))
        WHERE NOT c.in_extension;
END
$$;
COMMENT ON FUNCTION gitversion._commanded() IS
    'the objects of branches that the current ddl_command_end event is about; internal';

CREATE FUNCTION gitversion._dropped()
RETURNS TABLE (branch_id integer, command_tag text, classid oid, objid oid, objsubid integer,
    object_type text, object_identity text, names text[])
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
        SELECT b.id, NULL::text, o.classid, o.objid, o.objsubid, o.object_type, o.object_identity,
            o.address_names
        FROM pg_event_trigger_dropped_objects() o
        JOIN gitversion.branches b
            ON b.is_active AND b.schema_name = coalesce(o.schema_name, o.address_names[1])
        WHERE NOT o.is_temporary AND (o.original OR o.object_type <> 'type');
END
$$;
COMMENT ON FUNCTION gitversion._dropped() IS
    'the objects of branches that the current sql_drop event is about; internal';

CREATE FUNCTION gitversion._record_ddl(p_event text, p_tag text, p_role text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.EventFunctions.record(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._record_ddl(text, text, text) IS
    'writes what the current event is about into ddl_events; internal';

CREATE FUNCTION gitversion._on_ddl() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch_ids integer[];
BEGIN
    IF current_setting('gitversion.internal', true) = 'on' THEN
        RETURN;
    END IF;
    IF tg_event = 'ddl_command_start' THEN
        v_branch_ids := ARRAY(SELECT b.id FROM gitversion.branches b WHERE b.is_active
            AND b.schema_name = current_setting('gitversion.current_schema', true));
    ELSIF tg_event = 'ddl_command_end' AND NOT EXISTS (
        -- The rest is for a few statements only; this is for all.
        SELECT FROM pg_event_trigger_ddl_commands() c
        WHERE c.schema_name IS NULL OR c.command_tag LIKE 'ALTER %' OR c.schema_name IN (
            SELECT b.schema_name FROM gitversion.branches b WHERE b.is_active)) THEN
        RETURN;
    ELSIF tg_event = 'sql_drop' THEN
        v_branch_ids := ARRAY(SELECT DISTINCT d.branch_id FROM gitversion._dropped() d ORDER BY 1);
    ELSE
        v_branch_ids := ARRAY(SELECT DISTINCT c.branch_id FROM gitversion._commanded() c ORDER BY 1);
    END IF;
    IF v_branch_ids = '{}' THEN
        RETURN;
    END IF;
    -- The keys of BranchLock: the letters gitv, and the id of the branch.
    PERFORM pg_advisory_xact_lock_shared(1734964342, b.id) FROM unnest(v_branch_ids) AS b (id);
    IF tg_event <> 'ddl_command_start' THEN
        PERFORM gitversion._record_ddl(tg_event, tg_tag,
            coalesce(nullif(current_setting('role', true), 'none'), session_user));
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion._on_ddl() IS 'the event triggers of gitversion';

-- A statement that locks what is there already has to wait for a commit before it does so, else the
-- two could wait for each other. What it will touch is not known yet: the session's branch is locked.
CREATE EVENT TRIGGER gitversion_ddl_command_start ON ddl_command_start
    WHEN TAG IN ('ALTER TABLE', 'ALTER VIEW', 'ALTER MATERIALIZED VIEW', 'ALTER INDEX',
        'ALTER SEQUENCE', 'ALTER TYPE', 'ALTER DOMAIN', 'ALTER FUNCTION', 'ALTER TRIGGER',
        'ALTER POLICY', 'ALTER RULE', 'CREATE INDEX', 'CREATE TRIGGER', 'CREATE RULE',
        'CREATE POLICY', 'CREATE VIEW', 'CREATE FUNCTION', 'DROP TABLE', 'DROP VIEW',
        'DROP MATERIALIZED VIEW', 'DROP INDEX', 'DROP SEQUENCE', 'DROP TYPE', 'DROP DOMAIN',
        'DROP FUNCTION', 'DROP TRIGGER', 'DROP RULE', 'DROP POLICY')
    EXECUTE FUNCTION gitversion._on_ddl();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_start IS 'makes DDL wait for a commit of its branch';
CREATE EVENT TRIGGER gitversion_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION gitversion._on_ddl();
COMMENT ON EVENT TRIGGER gitversion_ddl_command_end IS 'writes down DDL in branches';
CREATE EVENT TRIGGER gitversion_sql_drop ON sql_drop EXECUTE FUNCTION gitversion._on_ddl();
COMMENT ON EVENT TRIGGER gitversion_sql_drop IS 'writes down what is dropped in branches';
-- Which branch a session works on. No Java here: every session may call these first.
CREATE FUNCTION gitversion.current_branch() RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
    SELECT coalesce(
        nullif(pg_catalog.current_setting('gitversion.current_branch', true), ''),
        (SELECT b.branch_name FROM gitversion.branches b
         WHERE b.is_active AND b.schema_name = pg_catalog.current_schema()));
END;
COMMENT ON FUNCTION gitversion.current_branch() IS
    'the branch of the session: that of use_branch, else the one whose schema is current_schema(); '
    'null when there is none';

CREATE FUNCTION gitversion._session_path(p_schema_name text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.concat_ws(', ',
        pg_catalog.quote_ident(p_schema_name),
        (SELECT pg_catalog.quote_ident(r.schema_name)
         FROM gitversion.branches r
         JOIN pg_catalog.pg_namespace n ON n.nspname = r.schema_name
         WHERE r.is_active AND r.parent_branch_id IS NULL AND r.schema_name <> p_schema_name
           AND EXISTS (SELECT FROM pg_catalog.pg_depend d
                       WHERE d.deptype = 'n' AND d.classid = 'pg_catalog.pg_extension'::regclass
                         AND d.refclassid = 'pg_catalog.pg_namespace'::regclass
                         AND d.refobjid = n.oid)
         ORDER BY r.id LIMIT 1),
        (SELECT 'public' FROM pg_catalog.pg_namespace n
         WHERE n.nspname = 'public'
           AND NOT EXISTS (SELECT FROM gitversion.branches b
                           WHERE b.is_active AND b.schema_name = 'public')));
END;
COMMENT ON FUNCTION gitversion._session_path(text) IS
    'the search path for work on a branch: its schema; the root branch''s schema where extensions '
    'have members in it; public unless it is the schema of a branch; internal';

CREATE FUNCTION gitversion.use_branch(p_branch_name text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_schema text := (SELECT b.schema_name FROM gitversion.branches b
                      WHERE b.branch_name = p_branch_name AND b.is_active);
BEGIN
    IF p_branch_name IS NULL THEN
        PERFORM gitversion._raise('VC014', 'argument p_branch_name is NULL',
            'A session works on one branch.', 'Name a branch: gitversion.use_branch(''main'').');
    ELSIF v_schema IS NULL THEN
        PERFORM gitversion._raise('VC003',
            pg_catalog.format('branch "%s" does not exist', p_branch_name),
            'No active branch has this name.',
            'SELECT branch_name FROM gitversion.branches WHERE is_active lists the branches.');
    ELSIF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = v_schema) THEN
        PERFORM gitversion._raise('VC011',
            pg_catalog.format('schema "%s" of branch "%s" does not exist', v_schema, p_branch_name),
            'The schema was dropped or renamed outside of gitversion.',
            'Give the schema its name back, or remove the branch with'
            ' gitversion.drop_branch(name, true).');
    END IF;
    PERFORM pg_catalog.set_config('gitversion.current_branch', p_branch_name, false),
        pg_catalog.set_config('gitversion.current_schema', v_schema, false),
        pg_catalog.set_config('search_path', gitversion._session_path(v_schema), false);
END
$$;
COMMENT ON FUNCTION gitversion.use_branch(text) IS
    'lets the session work on a branch: sets search_path, gitversion.current_branch and '
    'gitversion.current_schema';
-- Commits. A function in SQL around one in Java supplies the branch of the session, which the Java
-- side, on a search path of its own, cannot see.
CREATE FUNCTION gitversion.init(p_branch_name text DEFAULT 'main', p_schema_name name DEFAULT NULL)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.init(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.init(text, name) IS
    'starts version control: adopts an existing schema as the root branch, or creates one for it, and '
    'makes the first commit; returns the id of the branch';

CREATE FUNCTION gitversion._commit(p_message text, p_branch_name text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.commit(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._commit(text, text) IS 'commit on a named branch; internal';

CREATE FUNCTION gitversion.commit(p_message text, p_branch_name text DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._commit(p_message, coalesce(p_branch_name, gitversion.current_branch()));
END;
COMMENT ON FUNCTION gitversion.commit(text, text) IS
    'commits the live schema of a branch (of the session''s branch when none is named); returns the '
    'id of the commit';

CREATE FUNCTION gitversion._status(p_branch_name text)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.HistoryFunctions.status(java.lang.String)';
COMMENT ON FUNCTION gitversion._status(text) IS 'the rows of status as JSON; internal';

CREATE FUNCTION gitversion._exact_status(p_branch_name text)
RETURNS TABLE (path text, change gitversion.change_type, old_path text, "by" text, at timestamptz,
    statement text)
LANGUAGE sql
BEGIN ATOMIC
    SELECT c.path, c.change, c.old_path, e.executed_by, e.occurred_at, e.statement
    FROM ROWS FROM (pg_catalog.jsonb_to_recordset(
            gitversion._status(p_branch_name))
        AS (path text, change gitversion.change_type, old_path text, branch_id integer, classid oid,
            objid oid, objsubid integer, privileges boolean)) WITH ORDINALITY
        AS c (path, change, old_path, branch_id, classid, objid, objsubid, privileges, n)
    LEFT JOIN LATERAL (
        SELECT d.executed_by, d.occurred_at, d.statement
        FROM gitversion.ddl_events d
        WHERE d.branch_id = c.branch_id AND d.commit_id IS NULL
          AND (d.objid = c.objid AND d.classid = c.classid AND d.objsubid IN (0, c.objsubid)
               OR d.objid IS NULL AND c.privileges)
        ORDER BY d.objsubid = c.objsubid DESC NULLS LAST,
            -- What made it, or brought it to its name; else the latest.
            d.path = c.path DESC NULLS LAST,
            CASE WHEN c.change IN ('CREATE', 'RENAME') THEN d.id END, d.id DESC
        LIMIT 1) e ON true
    ORDER BY c.n;
END;
COMMENT ON FUNCTION gitversion._exact_status(text) IS 'status by comparing definitions; internal';

CREATE FUNCTION gitversion._rev_parse(p_revision text, p_session_branch text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.revParse(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._rev_parse(text, text) IS
    'the commit a revision means, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.rev_parse(p_revision text) RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._rev_parse(p_revision, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.rev_parse(text) IS
    'the id of the commit a revision means: a branch, tag, (beginning of a) hash or HEAD, each with '
    '~N, ^N and @{N}';

CREATE FUNCTION gitversion._find_merge_base(p_source text, p_target text, p_session_branch text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.HistoryFunctions.findMergeBase(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._find_merge_base(text, text, text) IS
    'the merge base, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.find_merge_base(p_source_branch text, p_target_branch text)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._find_merge_base(
        p_source_branch, p_target_branch, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.find_merge_base(text, text) IS
    'the id of the best common ancestor of two revisions; of several the newest';
-- The history for readers; without a path it is plain SQL.
CREATE FUNCTION gitversion._log(p_commit_id integer, p_path text, p_limit integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.HistoryFunctions.log(int,java.lang.String,java.lang.Integer)';
COMMENT ON FUNCTION gitversion._log(integer, text, integer) IS
    'ids of the commits that changed what is at a path, as an array literal; internal';

CREATE FUNCTION gitversion._ancestors(p_commit_id integer, p_limit integer)
RETURNS SETOF integer LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE ancestor (id) AS (
        SELECT p_commit_id
        UNION
        SELECT p.parent_id
        FROM ancestor a
        -- OFFSET 0 keeps the planner from joining with the whole table in every step.
        CROSS JOIN LATERAL (SELECT c.parent_id FROM gitversion.commit_parents c
                            WHERE c.commit_id = a.id OFFSET 0) p
    )
    SELECT a.id FROM ancestor a ORDER BY a.id DESC LIMIT p_limit;
END;
COMMENT ON FUNCTION gitversion._ancestors(integer, integer) IS
    'a commit and its ancestors, the newest first; internal';

CREATE FUNCTION gitversion._name_tip(p_revision text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_revision text := coalesce(p_revision, gitversion.current_branch(), 'HEAD');
    v_branch text := CASE WHEN v_revision IN ('HEAD', '@') THEN gitversion.current_branch()
        ELSE v_revision END;
    v_ids integer[];
BEGIN
    v_ids := ARRAY(SELECT b.head_commit_id FROM gitversion.branches b
        WHERE b.branch_name = v_branch AND b.is_active);
    IF v_ids = '{}' THEN
        v_ids := ARRAY(SELECT t.commit_id FROM gitversion.tags t WHERE t.tag_name = v_revision);
    END IF;
    IF v_ids = '{}' AND v_revision ~ '^[0-9a-f]{4,64}$' THEN
        v_ids := ARRAY(SELECT c.id FROM gitversion.commits c
            WHERE c.commit_hash ~>=~ v_revision AND c.commit_hash ~<=~ (v_revision || 'g') LIMIT 2);
    END IF;
    RETURN CASE WHEN pg_catalog.cardinality(v_ids) = 1 THEN v_ids[1] END;
END
$$;
COMMENT ON FUNCTION gitversion._name_tip(text) IS
    'the commit of a branch, a tag, HEAD or a hash, found without Java; null is the session''s '
    'branch; null when it takes more; internal';

CREATE FUNCTION gitversion._tip(p_revision text) RETURNS integer LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(gitversion._name_tip(p_revision), gitversion.rev_parse(
        coalesce(p_revision, gitversion.current_branch(), 'HEAD')));
END;
COMMENT ON FUNCTION gitversion._tip(text) IS
    'the commit a revision means, without Java for what needs none; null is the session''s branch; '
    'internal';

CREATE FUNCTION gitversion.log(
    p_revision text DEFAULT NULL, p_limit integer DEFAULT NULL, p_path text DEFAULT NULL)
RETURNS TABLE (commit_id integer, hash text, author text, committed_at timestamptz, message text,
    parents integer[])
LANGUAGE plpgsql AS $$
DECLARE
    v_tip integer := gitversion._tip(p_revision);
    v_ids integer[];
BEGIN
    IF p_limit < 0 THEN
        PERFORM gitversion._raise('VC014', 'argument p_limit is negative',
            pg_catalog.format('%s commits cannot be shown.', p_limit),
            'Give a number of commits, or NULL for all.');
    END IF;
    v_ids := CASE WHEN p_path IS NULL THEN ARRAY(SELECT gitversion._ancestors(v_tip, p_limit))
        ELSE gitversion._log(v_tip, p_path, p_limit)::integer[] END;
    RETURN QUERY
        SELECT c.id, pg_catalog.left(c.commit_hash, 12), c.author, c.committed_at, c.message,
            ARRAY(SELECT p.parent_id FROM gitversion.commit_parents p
                  WHERE p.commit_id = c.id ORDER BY p.position)
        FROM gitversion.commits c
        WHERE c.id = ANY (v_ids)
        ORDER BY c.id DESC;
END
$$;
COMMENT ON FUNCTION gitversion.log(text, integer, text) IS
    'the commits a revision comes from, the newest first; with a path those that changed what is '
    'there, followed through renames';

CREATE FUNCTION gitversion.reflog(p_branch_name text DEFAULT NULL)
RETURNS TABLE (entry text, commit_id integer, hash text, action text, message text, actor text,
    moved_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_name text := coalesce(p_branch_name, gitversion.current_branch());
    v_id integer := (SELECT b.id FROM gitversion.branches b
                     WHERE b.branch_name = v_name AND b.is_active);
BEGIN
    IF v_name IS NULL THEN
        PERFORM gitversion._raise('VC014', 'argument p_branch_name is NULL',
            'The session has no branch either.',
            'Name a branch, or choose one with gitversion.use_branch(name).');
    ELSIF v_id IS NULL THEN
        PERFORM gitversion._raise('VC003', pg_catalog.format('branch "%s" does not exist', v_name),
            'No active branch has this name.',
            'SELECT branch_name FROM gitversion.branches WHERE is_active lists the branches.');
    END IF;
    RETURN QUERY
        SELECT pg_catalog.format('%s@{%s}', v_name,
                pg_catalog.row_number() OVER (ORDER BY r.id DESC) - 1),
            r.new_commit_id, pg_catalog.left(c.commit_hash, 12), r.action, r.message, r.actor,
            r.moved_at
        FROM gitversion.reflog r JOIN gitversion.commits c ON c.id = r.new_commit_id
        WHERE r.branch_id = v_id
        ORDER BY r.id DESC;
END
$$;
COMMENT ON FUNCTION gitversion.reflog(text) IS
    'where the head of a branch has been, the newest first; each entry is a revision';
-- Comparing two states.
CREATE FUNCTION gitversion._diff(p_from text, p_to text, p_session_branch text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DiffFunctions.diff(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._diff(text, text, text) IS
    'diff, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.diff(p_from text, p_to text DEFAULT NULL) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._diff(p_from, p_to, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.diff(text, text) IS
    'unified text diff of canonical DDL between two revisions; a...b is from the merge base of both '
    'to b; one revision is compared with the live schema of the session''s branch';

CREATE FUNCTION gitversion._schema_diff(p_from_commit_id integer, p_to_commit_id integer)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.DiffFunctions.schemaDiff(java.lang.Integer,java.lang.Integer)';
COMMENT ON FUNCTION gitversion._schema_diff(integer, integer) IS
    'the rows of compute_schema_diff as JSON; internal';

CREATE FUNCTION gitversion.compute_schema_diff(p_from_commit_id integer, p_to_commit_id integer)
RETURNS TABLE (operation gitversion.change_type, object_type gitversion.object_type,
    object_name text, from_ddl text, to_ddl text, conflict_potential boolean)
LANGUAGE sql
BEGIN ATOMIC
    SELECT r.operation, r.object_type, r.object_name, r.from_ddl, r.to_ddl, r.conflict_potential
    FROM pg_catalog.jsonb_to_recordset(
            gitversion._schema_diff(p_from_commit_id, p_to_commit_id))
        AS r (operation gitversion.change_type, object_type gitversion.object_type,
            object_name text, from_ddl text, to_ddl text, conflict_potential boolean);
END;
COMMENT ON FUNCTION gitversion.compute_schema_diff(integer, integer) IS
    'the objects that differ between two commits with their canonical DDL in both; '
    'conflict_potential: the object is in both, so that another change of it could contradict';
-- Hashes and stored contents.
CREATE FUNCTION gitversion.compute_tree_hash(p_schema text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.computeTreeHash(java.lang.String)';
COMMENT ON FUNCTION gitversion.compute_tree_hash(text) IS
    'the hash of a live schema: two schemas with the same objects have the same hash';

CREATE FUNCTION gitversion.compute_commit_hash(p_branch_id integer, p_parent_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.computeCommitHash(java.lang.Integer,java.lang.Integer)';
COMMENT ON FUNCTION gitversion.compute_commit_hash(integer, integer) IS
    'the hash of a commit of the branch''s live schema on this parent (null: none) by the current '
    'user at the time of the transaction with an empty message';

CREATE FUNCTION gitversion.compute_node_hash(p_commit_id integer, p_node_path text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.computeNodeHash(java.lang.Integer,java.lang.String)';
COMMENT ON FUNCTION gitversion.compute_node_hash(integer, text) IS
    'the hash of a directory, an object or a part of an object in a commit; of all for an empty path';

CREATE FUNCTION gitversion.update_merkle_tree_incremental(
    p_commit_id integer, p_changed_objects text[])
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.StorageFunctions.updateMerkleTree(java.lang.Integer,java.lang.String[])';
COMMENT ON FUNCTION gitversion.update_merkle_tree_incremental(integer, text[]) IS
    'recomputes the hashes from these objects of a commit up to its root, and stores again what is '
    'missing there as long as the live schema of the commit''s branch is the state of the commit';

CREATE FUNCTION gitversion.store_object_cow(p_content text, p_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.storeObject(java.lang.String,java.lang.Integer)';
COMMENT ON FUNCTION gitversion.store_object_cow(text, integer) IS
    'stores a text once under its SHA-256 and counts a reference of the commit to it; returns the '
    'hash';

CREATE FUNCTION gitversion.compress_content(p_content text)
RETURNS text LANGUAGE java IMMUTABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.compress(java.lang.String)';
COMMENT ON FUNCTION gitversion.compress_content(text) IS 'a text as gzip in base64';

CREATE FUNCTION gitversion.decompress_content(p_compressed text)
RETURNS text LANGUAGE java IMMUTABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.decompress(java.lang.String)';
COMMENT ON FUNCTION gitversion.decompress_content(text) IS 'the text that compress_content took';

CREATE FUNCTION gitversion._document_ddl(p_tree_hash text, p_layout_hash text, p_path text)
RETURNS text LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.documentDdl(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._document_ddl(text, text, text) IS
    'the canonical DDL of an object in a stored state; internal';
-- What is not committed: by comparing definitions, or by what was written down about statements.
CREATE FUNCTION gitversion._noted_status(p_branch_name text)
RETURNS TABLE (path text, change gitversion.change_type, old_path text, "by" text, at timestamptz,
    statement text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH noted AS (
        SELECT DISTINCT ON (e.classid, e.objid, e.objsubid)
            coalesce(e.path, i.path, e.object_identity) AS path, i.path AS old_path,
            e.event = 'sql_drop' AS gone, e.objsubid, e.classid, e.objid,
            e.executed_by, e.occurred_at, e.statement
        FROM gitversion.ddl_events e
        JOIN gitversion.branches b ON b.id = e.branch_id
        LEFT JOIN gitversion.object_identities i ON i.branch_id = e.branch_id
            AND i.classid = e.classid AND i.objid = e.objid AND i.objsubid = e.objsubid
        WHERE b.branch_name = p_branch_name AND b.is_active AND e.commit_id IS NULL
          AND e.objid IS NOT NULL
        ORDER BY e.classid, e.objid, e.objsubid, e.id DESC
    )
    SELECT n.path,
        CASE WHEN n.gone THEN 'DROP' WHEN n.old_path IS NULL THEN 'CREATE'
            WHEN n.path <> n.old_path THEN 'RENAME' ELSE 'ALTER' END::gitversion.change_type,
        CASE WHEN NOT n.gone AND n.path <> n.old_path THEN n.old_path END,
        n.executed_by, n.occurred_at, n.statement
    FROM noted n
    WHERE NOT (n.gone AND n.old_path IS NULL)
      -- Parts of what is new or gone as a whole are not listed by themselves.
      AND NOT EXISTS (
          SELECT FROM noted u
          WHERE pg_catalog.starts_with(n.path, u.path || '/')
            AND (NOT u.gone AND u.old_path IS NULL OR u.gone AND u.old_path IS NOT NULL))
    ORDER BY n.path;
END;
COMMENT ON FUNCTION gitversion._noted_status(text) IS
    'status by what was written down about statements, without Java; internal';

CREATE FUNCTION gitversion.status(p_branch_name text DEFAULT NULL, p_exact boolean DEFAULT true)
RETURNS TABLE (path text, change gitversion.change_type, old_path text, "by" text, at timestamptz,
    statement text)
LANGUAGE plpgsql AS $$
DECLARE
    v_name text := coalesce(p_branch_name, gitversion.current_branch());
BEGIN
    IF p_exact IS NULL THEN
        PERFORM gitversion._raise('VC014', 'argument p_exact is NULL',
            'It says whether definitions are compared.', 'Give true or false.');
    ELSIF p_exact OR NOT EXISTS (
            SELECT FROM gitversion.branches b
            JOIN pg_catalog.pg_namespace n ON n.nspname = b.schema_name
            WHERE b.branch_name = v_name AND b.is_active) THEN
        RETURN QUERY SELECT * FROM gitversion._exact_status(v_name);
    ELSE
        RETURN QUERY SELECT * FROM gitversion._noted_status(v_name);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.status(text, boolean) IS
    'uncommitted changes of a branch, with who made each of them when and by which statement; not '
    'exact: the objects that statements touched since the head, found without starting Java';
-- Names of commits, and commits as people read them.
CREATE FUNCTION gitversion._tag(
    p_tag_name text, p_revision text, p_message text, p_session_branch text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReferenceFunctions.tag(java.lang.String,java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._tag(text, text, text, text) IS
    'tag, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.tag(
    p_tag_name text, p_revision text DEFAULT 'HEAD', p_message text DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._tag(p_tag_name, p_revision, p_message, gitversion.current_branch());
END;
COMMENT ON FUNCTION gitversion.tag(text, text, text) IS
    'gives a commit a name that does not move; returns the id of the commit';

CREATE FUNCTION gitversion.drop_tag(p_tag_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p_tag_name IS NULL THEN
        PERFORM gitversion._raise('VC014', 'argument p_tag_name is NULL',
            'The function needs a value for p_tag_name.', 'Name a tag of gitversion.tags.');
    END IF;
    DELETE FROM gitversion.tags t WHERE t.tag_name = p_tag_name;
    IF NOT FOUND THEN
        PERFORM gitversion._raise('VC027', pg_catalog.format('tag "%s" does not exist', p_tag_name),
            'No tag has this name.', 'SELECT tag_name FROM gitversion.tags lists the tags.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.drop_tag(text) IS 'removes a tag; its commit stays';

CREATE FUNCTION gitversion._rename_branch(p_branch_name text, p_new_name text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReferenceFunctions.renameBranch(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._rename_branch(text, text) IS
    'renames a branch, whichever that of the session is; internal';

CREATE FUNCTION gitversion.rename_branch(p_branch_name text, p_new_name text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion._rename_branch(p_branch_name, p_new_name);
    IF pg_catalog.current_setting('gitversion.current_branch', true) = p_branch_name THEN
        PERFORM pg_catalog.set_config('gitversion.current_branch', p_new_name, false);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.rename_branch(text, text) IS
    'gives a branch another name; its schema keeps its own';

CREATE FUNCTION gitversion._show(p_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ReferenceFunctions.change(int)';
COMMENT ON FUNCTION gitversion._show(integer) IS
    'unified text of what a commit changed against its first parent; internal';

CREATE FUNCTION gitversion.show(p_revision text DEFAULT NULL) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT pg_catalog.concat(
        'commit ', c.commit_hash, E'\n',
        (SELECT 'Merge: ' || pg_catalog.string_agg(
                pg_catalog.left(pc.commit_hash, 12), ' ' ORDER BY p.position) || E'\n'
         FROM gitversion.commit_parents p JOIN gitversion.commits pc ON pc.id = p.parent_id
         WHERE p.commit_id = c.id HAVING pg_catalog.count(*) > 1),
        'Author: ', c.author, E'\n',
        'Date:   ', c.committed_at, E'\n\n    ',
        pg_catalog.replace(c.message, E'\n', E'\n    '), E'\n\n',
        gitversion._show(c.id))
    FROM gitversion.commits c
    WHERE c.id = gitversion._tip(p_revision);
END;
COMMENT ON FUNCTION gitversion.show(text) IS
    'a commit with its message and what it changed, a merge against its first parent; without a '
    'revision the head of the session''s branch';

CREATE FUNCTION gitversion._log_graph(p_commit_id integer, p_limit integer, p_session_branch text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReferenceFunctions.graph(int,java.lang.Integer,java.lang.String)';
COMMENT ON FUNCTION gitversion._log_graph(integer, integer, text) IS
    'log_graph of a commit, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.log_graph(p_revision text DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    IF p_limit < 0 THEN
        PERFORM gitversion._raise('VC014', 'argument p_limit is negative',
            pg_catalog.format('%s commits cannot be shown.', p_limit),
            'Give a number of commits, or NULL for all.');
    END IF;
    RETURN QUERY SELECT * FROM gitversion._log_graph(
        gitversion._tip(p_revision), p_limit, gitversion.current_branch());
END
$$;
COMMENT ON FUNCTION gitversion.log_graph(text, integer) IS
    'the history of a revision as a graph, one row a line, as git log --graph --oneline draws it';
-- The way from one state to another, and objects as DDL.
CREATE FUNCTION gitversion._plan(p_from text, p_to text, p_session_branch text)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ReplayFunctions.plan(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._plan(text, text, text) IS
    'the rows of plan as JSON, HEAD being a given branch; internal';

CREATE FUNCTION gitversion.plan(p_from text, p_to text)
RETURNS TABLE (step integer, statement text, object text, lock_mode text, rewrites_table boolean,
    may_lose_data boolean, reason text)
LANGUAGE plpgsql AS $$
DECLARE
    v_steps jsonb := gitversion._plan(p_from, p_to, gitversion.current_branch());
BEGIN
    RETURN QUERY
        SELECT r.step, r.statement, r.path, r.lock_mode, r.rewrites_table, r.may_lose_data, r.reason
        FROM pg_catalog.jsonb_to_recordset(v_steps) AS r (
            step integer, path text, statement text, lock_mode text, rewrites_table boolean,
            may_lose_data boolean, reason text);
END
$$;
COMMENT ON FUNCTION gitversion.plan(text, text) IS
    'the statements that turn the state of one revision into that of another, in executable order; '
    'they are really executed, on a schema without rows, and taken back';

CREATE FUNCTION gitversion._get_object_ddl(p_schema text, p_name text, p_kind text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.objectDdl(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._get_object_ddl(text, text, text) IS 'get_object_ddl; internal';

CREATE FUNCTION gitversion.get_object_ddl(p_schema text, p_name text, p_kind "char")
RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._get_object_ddl(p_schema, p_name, p_kind::text);
END;
COMMENT ON FUNCTION gitversion.get_object_ddl(text, text, "char") IS
    'the canonical DDL of a relation of a live schema, with its parts; the kind is its relkind';
-- Who made objects what they are.
CREATE FUNCTION gitversion._blame(p_commit_id integer, p_path text)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.HistoryFunctions.blame(int,java.lang.String)';
COMMENT ON FUNCTION gitversion._blame(integer, text) IS
    'the commits of the rows of blame as JSON; internal';

CREATE FUNCTION gitversion.blame(p_path text, p_revision text DEFAULT NULL)
RETURNS TABLE (path text, commit_id integer, hash text, author text, committed_at timestamptz,
    message text, "by" text, statement text)
LANGUAGE plpgsql AS $$
DECLARE
    v_parts jsonb := gitversion._blame(gitversion._tip(p_revision), p_path);
BEGIN
    RETURN QUERY
        SELECT b.path, b.commit_id, pg_catalog.left(c.commit_hash, 12), c.author, c.committed_at,
            c.message, e.executed_by, e.statement
        FROM ROWS FROM (pg_catalog.jsonb_to_recordset(v_parts) AS (
                path text, commit_id integer, path_then text, unit_then text, is_new boolean))
            WITH ORDINALITY AS b (path, commit_id, path_then, unit_then, is_new, n)
        JOIN gitversion.commits c ON c.id = b.commit_id
        LEFT JOIN LATERAL (
            SELECT d.executed_by, d.statement
            FROM gitversion.ddl_events d
            WHERE d.commit_id = b.commit_id
              AND (d.path IN (b.path_then, b.unit_then)
                   -- Statements before the object was renamed in the same commit.
                   OR d.objsubid = 0 AND EXISTS (
                       SELECT FROM gitversion.ddl_events o
                       WHERE o.commit_id = b.commit_id AND o.path = b.unit_then
                         AND o.objid = d.objid AND o.classid = d.classid))
            ORDER BY (b.is_new AND b.path_then = b.unit_then OR d.path = b.path_then) DESC NULLS LAST,
                CASE WHEN b.is_new THEN d.id END, d.id DESC
            LIMIT 1) e ON true
        ORDER BY b.n;
END
$$;
COMMENT ON FUNCTION gitversion.blame(text, text) IS
    'for an object and each of its parts the commit that made it what it is in a revision, and who '
    'did that by which statement; followed through renames and merges';
-- Branches: schemas that share a history.
CREATE FUNCTION gitversion.create_branch(p_branch_name text, p_from_branch text DEFAULT 'main')
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.BranchFunctions.createBranch(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.create_branch(text, text) IS
    'creates a branch: of another branch a clone of its live schema, of any other revision that '
    'commit''s state rebuilt; returns the id of the branch';

CREATE FUNCTION gitversion.drop_branch(p_branch_name text, p_force boolean DEFAULT false)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.BranchFunctions.dropBranch(java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion.drop_branch(text, boolean) IS
    'drops a branch with its schema; refuses to lose uncommitted changes or unmerged commits unless '
    'forced; the commits stay';

CREATE FUNCTION gitversion.clone_schema_objects(p_from_schema text, p_to_schema text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.BranchFunctions.cloneSchemaObjects(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.clone_schema_objects(text, text) IS
    'builds all objects of one schema in another, which is created or must be empty, and verifies '
    'the result by reading it back';

-- A base type goes with CASCADE, as its functions need it and it needs them: nothing else may go.
CREATE FUNCTION gitversion._refuse_dependents(p_type regtype) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_found text;
BEGIN
    WITH own AS (
        SELECT t.oid FROM pg_type t LEFT JOIN pg_range r ON r.rngtypid = p_type
        JOIN pg_type e ON e.oid IN (p_type, r.rngmultitypid) AND t.oid IN (e.oid, e.typarray)
    ), part AS (
        SELECT 'pg_type'::regclass::oid AS classid, own.oid AS objid FROM own
        UNION
        SELECT d.classid, d.objid FROM pg_depend d
        JOIN pg_depend f ON f.classid = 'pg_type'::regclass AND f.objid = p_type
            AND f.refclassid = d.classid AND f.refobjid = d.objid
        WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass
            AND d.refobjid IN (SELECT own.oid FROM own)
        UNION
        SELECT d.classid, d.objid FROM pg_depend d WHERE d.refclassid = 'pg_type'::regclass
            AND d.refobjid IN (SELECT own.oid FROM own) AND d.deptype = 'i'
    )
    SELECT string_agg(pg_describe_object(d.classid, d.objid, d.objsubid), ', ') INTO v_found
    FROM part JOIN pg_depend d ON d.refclassid = part.classid AND d.refobjid = part.objid
    WHERE d.deptype IN ('n', 'a') AND (d.classid, d.objid) NOT IN (
        SELECT x.classid, x.objid FROM part x);
    IF v_found IS NOT NULL THEN
        RAISE dependent_objects_still_exist USING DETAIL = v_found, MESSAGE = format(
            'cannot drop type %s because other objects depend on it: %s', p_type, v_found);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion._refuse_dependents(regtype) IS
    'fails when anything but its own functions depends on a type; internal';
-- Merging one branch into another.
CREATE FUNCTION gitversion.merge_branches(
    p_source_branch text, p_target_branch text, p_strategy text DEFAULT 'recursive')
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.Integer=org.gitversion.function.MergeFunctions.mergeBranches(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.merge_branches(text, text, text) IS
    'merges the source into the target in place, keeping the target''s rows, and returns the merge '
    'commit (for a fast-forward the source''s commit); conflicts are raised with all of them as JSON '
    'in DETAIL, and nothing is changed; strategies: recursive, ours, theirs, union';

CREATE FUNCTION gitversion._preview_merge(
    p_source_branch text, p_target_branch text, p_strategy text)
RETURNS SETOF text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.MergeFunctions.previewMerge(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._preview_merge(text, text, text) IS
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
    FROM gitversion._preview_merge(p_source_branch, p_target_branch, p_strategy) p,
        jsonb_to_record(p::jsonb) AS r(
            step integer, result text, path text, statement text, lock_mode text,
            rewrites_table boolean, may_lose_data boolean,
            conflict_type gitversion.conflict_type, base_version text, source_version text,
            target_version text, reason text)
$$;
COMMENT ON FUNCTION gitversion.preview_merge(text, text, text) IS
    'what merge_branches would do: the statements it would execute on the target, or the conflicts; '
    'the merge is really carried out and then undone, so that the rows of the target are asked too';
-- What changes a branch to the state of a commit, or by what commits did.
CREATE FUNCTION gitversion.reset(
    p_branch_name text, p_revision text, p_mode text DEFAULT 'hard')
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.reset(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.reset(text, text, text) IS
    'moves the head of a branch to a commit; hard: migrates its live schema in place to the commit''s '
    'state, keeping the rows of what stays and giving up uncommitted changes; soft: leaves the '
    'schema alone; returns the id of the commit';

CREATE FUNCTION gitversion._revert(p_revision text, p_branch_name text, p_mainline integer)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.revert(java.lang.String,java.lang.String,java.lang.Integer)';
COMMENT ON FUNCTION gitversion._revert(text, text, integer) IS
    'revert on a named branch; internal';

CREATE FUNCTION gitversion.revert(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._revert(
        p_revision, coalesce(p_branch_name, gitversion.current_branch()), p_mainline);
END;
COMMENT ON FUNCTION gitversion.revert(text, text, integer) IS
    'takes back on a branch what a commit did, by a new commit, whose id it returns; of a merge what '
    'it did to its parent p_mainline';

CREATE FUNCTION gitversion._cherry_pick(p_revision text, p_branch_name text, p_mainline integer)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.cherryPick(java.lang.String,java.lang.String,java.lang.Integer)';
COMMENT ON FUNCTION gitversion._cherry_pick(text, text, integer) IS
    'cherry_pick on a named branch; internal';

CREATE FUNCTION gitversion.cherry_pick(
    p_revision text, p_branch_name text DEFAULT NULL, p_mainline integer DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._cherry_pick(
        p_revision, coalesce(p_branch_name, gitversion.current_branch()), p_mainline);
END;
COMMENT ON FUNCTION gitversion.cherry_pick(text, text, integer) IS
    'does on a branch what a commit did, by a new commit with its author and message, whose id it '
    'returns; of a merge what it did to its parent p_mainline';

CREATE FUNCTION gitversion.rebase(p_branch_name text, p_onto text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.rebase(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion.rebase(text, text) IS
    'puts the commits of a branch that are not in p_onto on top of it, each anew, without merges and '
    'what p_onto has already, and migrates the live schema in place; returns the id of the new head';

CREATE FUNCTION gitversion._restore(p_path text, p_revision text, p_branch_name text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ReplayFunctions.restore(java.lang.String,java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._restore(text, text, text) IS 'restore on a named branch; internal';

CREATE FUNCTION gitversion.restore(
    p_path text, p_revision text DEFAULT 'HEAD', p_branch_name text DEFAULT NULL)
RETURNS void LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._restore(
        p_path, p_revision, coalesce(p_branch_name, gitversion.current_branch()));
END;
COMMENT ON FUNCTION gitversion.restore(text, text, text) IS
    'brings what is at a path (an object, a part of one, a directory) to the state of a revision in '
    'the live schema of a branch; HEAD is that branch';

CREATE FUNCTION gitversion._stash(p_branch_name text, p_message text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.stash(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._stash(text, text) IS 'stash on a named branch; internal';

CREATE FUNCTION gitversion.stash(p_branch_name text DEFAULT NULL, p_message text DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._stash(coalesce(p_branch_name, gitversion.current_branch()), p_message);
END;
COMMENT ON FUNCTION gitversion.stash(text, text) IS
    'puts the uncommitted changes of a branch aside, so that its schema is that of its head; refuses '
    'where that would lose rows; returns the id of the stash';

CREATE FUNCTION gitversion._stash_pop(p_branch_name text)
RETURNS integer LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'int=org.gitversion.function.ReplayFunctions.stashPop(java.lang.String)';
COMMENT ON FUNCTION gitversion._stash_pop(text) IS 'stash_pop on a named branch; internal';

CREATE FUNCTION gitversion.stash_pop(p_branch_name text DEFAULT NULL)
RETURNS integer LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion._stash_pop(coalesce(p_branch_name, gitversion.current_branch()));
END;
COMMENT ON FUNCTION gitversion.stash_pop(text) IS
    'merges the changes of a branch that were put aside last into its live schema, and forgets the '
    'stash, whose id it returns';
-- The stored trees as rows. Directories are read by SQL, so Java is started for compressed contents
-- and for ddl_content only. The format of documents is described in doc/format.md.
CREATE FUNCTION gitversion._unescape(p_text text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN pg_catalog.strpos(p_text, '\') = 0 THEN p_text ELSE (
        SELECT pg_catalog.string_agg(
            pg_catalog.replace(pg_catalog.replace(part.text, '\n', E'\n'), '\r', E'\r'),
            '\' ORDER BY part.n)
        FROM pg_catalog.string_to_table(p_text, '\\') WITH ORDINALITY AS part (text, n)) END;
END;
COMMENT ON FUNCTION gitversion._unescape(text) IS 'a text as it was before a document; internal';

CREATE FUNCTION gitversion._content(p_content_hash text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN o.compression_type IS NULL THEN o.content
                ELSE gitversion.decompress_content(o.content) END
    FROM gitversion.object_storage o WHERE o.content_hash = p_content_hash;
END;
COMMENT ON FUNCTION gitversion._content(text) IS 'a stored document; internal';

CREATE FUNCTION gitversion._directory(p_content_hash text)
RETURNS TABLE (type text, hash text, segment text) LANGUAGE sql STABLE ROWS 20
BEGIN ATOMIC
    SELECT pg_catalog.split_part(l.line, ' ', 1), pg_catalog.split_part(l.line, ' ', 2),
        gitversion._unescape(pg_catalog.substr(l.line, pg_catalog.strpos(l.line, ' ') + 66))
    FROM gitversion.object_storage o,
        pg_catalog.string_to_table(o.content, E'\n') WITH ORDINALITY AS l (line, n)
    WHERE o.content_hash = p_content_hash AND l.n > 1 AND l.line <> '';
END;
COMMENT ON FUNCTION gitversion._directory(text) IS 'the lines of a stored directory; internal';

CREATE FUNCTION gitversion._tree(p_tree_hash text)
RETURNS TABLE (path text, type text, hash text) LANGUAGE sql STABLE ROWS 500
BEGIN ATOMIC
    -- Below a bucket, the directory is the bucket's own; its digits count for the bucket's path only.
    WITH RECURSIVE node (directory, digits, path, type, hash) AS (
        SELECT ''::text, ''::text, ''::text, 'tree'::text, p_tree_hash
        UNION ALL
        SELECT CASE d.type WHEN 'bucket' THEN n.directory ELSE e.path END,
            CASE d.type WHEN 'bucket' THEN n.digits || '%' || d.segment ELSE '' END,
            CASE d.type WHEN 'bucket' THEN n.directory || n.digits || '%' || d.segment
                ELSE e.path END,
            d.type, d.hash
        FROM node n
        CROSS JOIN LATERAL gitversion._directory(n.hash) d
        CROSS JOIN LATERAL (SELECT pg_catalog.concat_ws(
            '/', nullif(n.directory, ''), d.segment)) AS e (path)
        WHERE n.type IN ('tree', 'bucket')
    )
    SELECT n.path, n.type, n.hash FROM node n;
END;
COMMENT ON FUNCTION gitversion._tree(text) IS
    'directories, buckets and units of a stored tree; the path of a bucket ends in %, its digit; '
    'internal';

CREATE FUNCTION gitversion._nodes(p_content_hash text)
RETURNS TABLE (path text, type text, hash text) LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
    SELECT gitversion._unescape(pg_catalog.substr(h.header, pg_catalog.strpos(h.header, ' ') + 1)),
        pg_catalog.split_part(h.header, ' ', 1),
        pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(
            '= ' || pg_catalog.rtrim(p.part, E'\n') || E'\n', 'UTF8')), 'hex')
    FROM pg_catalog.string_to_table(gitversion._content(p_content_hash), E'\n= ')
            WITH ORDINALITY AS p (part, n)
        CROSS JOIN LATERAL (SELECT pg_catalog.split_part(p.part, E'\n', 1)) AS h (header)
    WHERE p.n > 1;
END;
COMMENT ON FUNCTION gitversion._nodes(text) IS
    'the objects in the document of a unit, each with the hash of its own lines; internal';

CREATE FUNCTION gitversion._dependencies(p_content_hash text) RETURNS jsonb LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(pg_catalog.jsonb_agg(DISTINCT gitversion._unescape(
            pg_catalog.substr(l.line, 3))), '[]')
    FROM pg_catalog.string_to_table(gitversion._content(p_content_hash), E'\n') AS l (line)
    WHERE pg_catalog.starts_with(l.line, '> ')
      AND NOT EXISTS (SELECT FROM gitversion._nodes(p_content_hash) n
                      WHERE n.path = gitversion._unescape(pg_catalog.substr(l.line, 3)));
END;
COMMENT ON FUNCTION gitversion._dependencies(text) IS
    'the paths outside of a unit that it needs, as a JSON array; internal';

CREATE VIEW gitversion.object_snapshots AS
    SELECT c.id AS commit_id,
        pg_catalog.upper(t.type)::gitversion.object_type AS object_type,
        t.path AS object_name,
        t.hash AS object_hash,
        gitversion._document_ddl(c.tree_hash, c.layout_hash, t.path) AS ddl_content,
        gitversion._dependencies(t.hash) AS dependencies,
        (SELECT pg_catalog.jsonb_build_object('size_bytes', o.size_bytes)
         FROM gitversion.object_storage o WHERE o.content_hash = t.hash) AS metadata
    FROM gitversion.commits c CROSS JOIN LATERAL gitversion._tree(c.tree_hash) t
    WHERE t.type NOT IN ('tree', 'bucket');
COMMENT ON VIEW gitversion.object_snapshots IS
    'every object of every commit, its parts (columns, constraints, …) included: its path, the hash '
    'of its document, its DDL, and the paths of other objects it needs. Ask for one commit_id at a '
    'time; ddl_content is written when it is selected';

CREATE VIEW gitversion.merkle_nodes AS
    SELECT c.id AS commit_id, t.path AS node_path, t.hash AS node_hash,
        CASE WHEN t.type IN ('tree', 'bucket') THEN 'branch' ELSE 'leaf' END AS node_type,
        CASE WHEN t.type IN ('tree', 'bucket')
            THEN ARRAY(SELECT d.hash FROM gitversion._directory(t.hash) d) END AS children_hashes,
        CASE WHEN t.type NOT IN ('tree', 'bucket') THEN t.hash END AS content_hash
    FROM gitversion.commits c CROSS JOIN LATERAL gitversion._tree(c.tree_hash) t
    UNION ALL
    SELECT c.id, n.path, n.hash, 'leaf', NULL, t.hash
    FROM gitversion.commits c
        CROSS JOIN LATERAL gitversion._tree(c.tree_hash) t
        CROSS JOIN LATERAL gitversion._nodes(t.hash) n
    WHERE t.type NOT IN ('tree', 'bucket') AND n.path <> t.path;
COMMENT ON VIEW gitversion.merkle_nodes IS
    'the tree of every commit. A branch is a directory, or a part of a large one (its path ends in '
    '%digit), and its hash is that of its document, which names its children. A leaf is an object or '
    'a part of one; content_hash is the document in object_storage that holds it';
-- Removing what nothing leads to any more.
CREATE FUNCTION gitversion._kept_commits(p_since timestamptz)
RETURNS SETOF integer LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE kept (id) AS (
        SELECT r.id
        FROM (SELECT unnest(ARRAY[b.head_commit_id, b.created_from_commit_id])
              FROM gitversion.branches b WHERE b.is_active
              UNION ALL SELECT t.commit_id FROM gitversion.tags t
              UNION ALL SELECT s.base_commit_id FROM gitversion.stashes s
              UNION ALL SELECT c.id FROM gitversion.commits c WHERE c.committed_at >= p_since
              UNION ALL SELECT unnest(ARRAY[r.old_commit_id, r.new_commit_id])
              FROM gitversion.reflog r WHERE r.moved_at >= p_since
              UNION ALL SELECT unnest(ARRAY[
                  m.base_commit_id, m.source_commit_id, m.target_commit_id, m.merge_commit_id])
              FROM gitversion.merge_attempts m WHERE m.status = 'open') AS r (id)
        WHERE r.id IS NOT NULL
        UNION
        SELECT p.parent_id
        FROM kept k
        CROSS JOIN LATERAL (SELECT c.parent_id FROM gitversion.commit_parents c
                            WHERE c.commit_id = k.id OFFSET 0) p
    )
    SELECT k.id FROM kept k;
END;
COMMENT ON FUNCTION gitversion._kept_commits(timestamptz) IS
    'what branches, tags, stashes, open merges and the reflog since a time lead to, and what was '
    'committed since; internal';

CREATE FUNCTION gitversion._kept_contents()
RETURNS TABLE (type text, hash text) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE root (tree_hash, layout_hash) AS (
        SELECT c.tree_hash, c.layout_hash FROM gitversion.commits c
        UNION SELECT s.tree_hash, s.layout_hash FROM gitversion.stashes s
    ), kept (type, hash) AS (
        SELECT 'tree'::text, h.hash
        FROM root r, unnest(ARRAY[r.tree_hash, r.layout_hash]) AS h (hash)
        WHERE h.hash IS NOT NULL
        UNION
        SELECT d.type, d.hash
        FROM kept k CROSS JOIN LATERAL gitversion._directory(k.hash) d
        WHERE k.type IN ('tree', 'bucket')
    )
    SELECT k.type, k.hash FROM kept k
    UNION SELECT 'commit', c.commit_hash FROM gitversion.commits c
    UNION SELECT 'text', o.content_hash FROM gitversion.object_references o;
END;
COMMENT ON FUNCTION gitversion._kept_contents() IS
    'the documents that commits and stashes lead to; internal';

CREATE FUNCTION gitversion._remove_commits(p_ids integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM gitversion.merge_conflicts c USING gitversion.merge_attempts m
    WHERE m.id = c.merge_attempt_id AND p_ids && ARRAY[
        m.base_commit_id, m.source_commit_id, m.target_commit_id, m.merge_commit_id];
    DELETE FROM gitversion.merge_attempts m WHERE p_ids && ARRAY[
        m.base_commit_id, m.source_commit_id, m.target_commit_id, m.merge_commit_id];
    DELETE FROM gitversion.ddl_events d WHERE d.commit_id = ANY (p_ids);
    DELETE FROM gitversion.reflog r WHERE r.new_commit_id = ANY (p_ids);
    UPDATE gitversion.reflog r SET old_commit_id = NULL WHERE r.old_commit_id = ANY (p_ids);
    UPDATE gitversion.branches b SET
        head_commit_id = CASE WHEN b.head_commit_id <> ALL (p_ids) THEN b.head_commit_id END,
        created_from_commit_id = CASE WHEN b.created_from_commit_id <> ALL (p_ids)
            THEN b.created_from_commit_id END
    WHERE NOT b.is_active AND p_ids && ARRAY[b.head_commit_id, b.created_from_commit_id];
    DELETE FROM gitversion.object_references o WHERE o.commit_id = ANY (p_ids);
    DELETE FROM gitversion.commit_parents p WHERE p.commit_id = ANY (p_ids);
    DELETE FROM gitversion.commits c WHERE c.id = ANY (p_ids);
END
$$;
COMMENT ON FUNCTION gitversion._remove_commits(integer[]) IS
    'removes commits together with all of their descendants; internal';

CREATE FUNCTION gitversion.gc(p_grace interval DEFAULT '30 days')
RETURNS TABLE (what text, removed bigint, bytes bigint)
LANGUAGE plpgsql AS $$
DECLARE
    v_gone integer[];
    v_documents bigint;
    v_bytes bigint;
BEGIN
    IF p_grace IS NULL OR p_grace < interval '0' THEN
        PERFORM gitversion._raise('VC014', 'argument p_grace is NULL or negative',
            'It says for how long what a head left is kept.', 'Give an interval such as 30 days.');
    ELSIF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
        PERFORM gitversion._raise('VC014', pg_catalog.format('gc cannot run in a %s transaction',
                pg_catalog.current_setting('transaction_isolation')),
            'It has to see what others committed until it is their turn to wait.',
            'Call it in a transaction of isolation level READ COMMITTED.');
    END IF;
    -- The keys of StoreLock: nobody stores anything until this transaction ends.
    PERFORM pg_catalog.pg_advisory_xact_lock(1734964342, 0);
    v_gone := ARRAY(SELECT c.id FROM gitversion.commits c
        EXCEPT SELECT k.* FROM gitversion._kept_commits(pg_catalog.now() - p_grace) k);
    PERFORM gitversion._remove_commits(v_gone);
    WITH gone AS (
        DELETE FROM gitversion.object_storage o
        WHERE NOT EXISTS (SELECT FROM gitversion._kept_contents() k WHERE k.hash = o.content_hash)
        RETURNING pg_catalog.octet_length(o.content) AS size)
    SELECT pg_catalog.count(*), coalesce(pg_catalog.sum(g.size), 0)
    INTO v_documents, v_bytes FROM gone g;
    RETURN QUERY VALUES ('commits', pg_catalog.cardinality(v_gone)::bigint, NULL::bigint),
        ('documents', v_documents, v_bytes);
END
$$;
COMMENT ON FUNCTION gitversion.gc(interval) IS
    'removes commits that no branch, tag or stash leads to and no reflog entry of the time of grace, '
    'with all documents that only they have';
-- Looking whether all that is kept fits together.
CREATE FUNCTION gitversion._commit_hash(p_commit_id integer)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.StorageFunctions.commitHash(int)';
COMMENT ON FUNCTION gitversion._commit_hash(integer) IS
    'the hash of a commit, computed anew from what the tables say; internal';

CREATE FUNCTION gitversion._rebuild(p_tree_hash text, p_layout_hash text)
RETURNS void LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.StorageFunctions.rebuild(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion._rebuild(text, text) IS
    'hashes a stored state anew, builds it in a schema of its own, reads it back and compares; '
    'nothing of it stays; internal';

CREATE FUNCTION gitversion._content_fault(p_content_hash text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_document bytea;
BEGIN
    v_document := pg_catalog.convert_to(gitversion._content(p_content_hash), 'UTF8');
    RETURN CASE
        WHEN pg_catalog.encode(pg_catalog.sha256(v_document), 'hex') <> p_content_hash
            THEN 'It does not hash to its name.'
        WHEN pg_catalog.octet_length(v_document) <> (
                SELECT o.size_bytes FROM gitversion.object_storage o
                WHERE o.content_hash = p_content_hash)
            THEN 'Its size_bytes is wrong.' END;
EXCEPTION WHEN OTHERS THEN
    RETURN pg_catalog.format('It cannot be read: %s.', SQLERRM);
END
$$;
COMMENT ON FUNCTION gitversion._content_fault(text) IS
    'what is wrong with a stored document; null when nothing is; internal';

CREATE FUNCTION gitversion._fsck_contents() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'error', 'document ' || o.content_hash, f.fault
    FROM gitversion.object_storage o, gitversion._content_fault(o.content_hash) AS f (fault)
    WHERE f.fault IS NOT NULL
    UNION ALL
    SELECT 'error', 'document ' || k.hash, 'It is missing.'
    FROM gitversion._kept_contents() k
    WHERE NOT EXISTS (SELECT FROM gitversion.object_storage o WHERE o.content_hash = k.hash)
    UNION ALL
    SELECT 'notice', 'document ' || o.content_hash, 'Nothing leads to it; gc removes it.'
    FROM gitversion.object_storage o
    WHERE NOT EXISTS (SELECT FROM gitversion._kept_contents() k WHERE k.hash = o.content_hash);
END;
COMMENT ON FUNCTION gitversion._fsck_contents() IS 'fsck of the stored documents; internal';

CREATE FUNCTION gitversion._fsck_history() RETURNS TABLE (severity text, what text, detail text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'error', 'commit ' || c.id, 'Its row does not hash to its commit_hash.'
    FROM gitversion.commits c WHERE gitversion._commit_hash(c.id) <> c.commit_hash
    UNION ALL
    SELECT 'error', 'commit ' || c.id, 'Its parents in commits and commit_parents differ.'
    FROM gitversion.commits c
    LEFT JOIN gitversion.commit_parents p ON p.commit_id = c.id AND p.position = 1
    WHERE p.parent_id IS DISTINCT FROM c.parent_commit_id
    UNION ALL
    SELECT 'error', 'commit ' || c.id, 'object_references lacks ' || h.hash || '.'
    FROM gitversion.commits c, unnest(ARRAY[c.commit_hash, c.tree_hash, c.layout_hash]) h (hash)
    WHERE h.hash IS NOT NULL AND NOT EXISTS (
        SELECT FROM gitversion.object_references o
        WHERE o.commit_id = c.id AND o.content_hash = h.hash)
    UNION ALL
    SELECT 'error', 'branch ' || b.branch_name, 'Its head is no commit.'
    FROM gitversion.branches b
    WHERE b.is_active AND NOT EXISTS (
        SELECT FROM gitversion.commits c WHERE c.id = b.head_commit_id)
    UNION ALL
    SELECT 'error', 'branch ' || b.branch_name, 'Its head is not where its reflog ends.'
    FROM gitversion.branches b
    WHERE b.is_active AND b.head_commit_id <> (
        SELECT r.new_commit_id FROM gitversion.reflog r WHERE r.branch_id = b.id
        ORDER BY r.id DESC LIMIT 1)
    UNION ALL
    SELECT 'notice', 'commit ' || c.id, 'No branch, tag, stash or reflog entry leads to it.'
    FROM gitversion.commits c
    WHERE c.id NOT IN (SELECT k.* FROM gitversion._kept_commits('infinity') k)
      AND NOT EXISTS (SELECT FROM gitversion.reflog r WHERE r.new_commit_id = c.id);
END;
COMMENT ON FUNCTION gitversion._fsck_history() IS 'fsck of commits and branches; internal';

CREATE FUNCTION gitversion._fsck_branch(p_branch gitversion.branches)
RETURNS TABLE (severity text, what text, detail text) LANGUAGE plpgsql AS $$
DECLARE
    v_hash text;
BEGIN
    v_hash := gitversion.compute_tree_hash((p_branch).schema_name);
    RETURN QUERY
        SELECT 'notice', 'branch ' || (p_branch).branch_name, 'It has uncommitted changes.'
        FROM gitversion.commits c
        WHERE c.id = (p_branch).head_commit_id AND c.tree_hash <> v_hash;
EXCEPTION WHEN OTHERS THEN
    RETURN QUERY SELECT 'error', 'branch ' || (p_branch).branch_name,
        pg_catalog.format('Its schema cannot be read: %s (%s).', SQLERRM, SQLSTATE);
END
$$;
COMMENT ON FUNCTION gitversion._fsck_branch(gitversion.branches) IS
    'holds a live schema against the head of its branch; internal';

CREATE FUNCTION gitversion._fsck_state(p_tree_hash text, p_layout_hash text)
RETURNS TABLE (severity text, what text, detail text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion._rebuild(p_tree_hash, p_layout_hash);
EXCEPTION WHEN OTHERS THEN
    RETURN QUERY
        SELECT 'error', 'commit ' || c.id,
            pg_catalog.format('Its state cannot be built: %s (%s).', SQLERRM, SQLSTATE)
        FROM gitversion.commits c
        WHERE c.tree_hash = p_tree_hash AND c.layout_hash IS NOT DISTINCT FROM p_layout_hash
        ORDER BY c.id;
END
$$;
COMMENT ON FUNCTION gitversion._fsck_state(text, text) IS
    'builds the state of commits on trial; internal';

CREATE FUNCTION gitversion.fsck(p_deep boolean DEFAULT false)
RETURNS TABLE (severity text, what text, detail text)
LANGUAGE plpgsql AS $$
DECLARE
    v_branch gitversion.branches;
    v_state text[];
BEGIN
    IF p_deep IS NULL THEN
        PERFORM gitversion._raise('VC014', 'argument p_deep is NULL',
            'It says whether every state is built on trial.', 'Give true or false.');
    END IF;
    RETURN QUERY SELECT * FROM gitversion._fsck_contents();
    RETURN QUERY SELECT * FROM gitversion._fsck_history();
    FOREACH v_branch IN ARRAY ARRAY(SELECT b FROM gitversion.branches b WHERE b.is_active
                                    ORDER BY b.id) LOOP
        RETURN QUERY SELECT * FROM gitversion._fsck_branch(v_branch);
    END LOOP;
    IF p_deep AND EXISTS (SELECT FROM gitversion.commits) THEN
        FOREACH v_state SLICE 1 IN ARRAY (
                SELECT pg_catalog.array_agg(DISTINCT ARRAY[c.tree_hash, c.layout_hash])
                FROM gitversion.commits c) LOOP
            RETURN QUERY SELECT * FROM gitversion._fsck_state(v_state[1], v_state[2]);
        END LOOP;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.fsck(boolean) IS
    'what does not fit together: recomputes every hash and edge, and holds live schemas against '
    'heads; deep also builds every state on trial and compares; errors are damage, notices are not';
-- Everybody may look at branches and history; whoever shall make some is granted more, see
-- doc/privileges.md. Nothing here runs with the rights of its owner but the event trigger.
GRANT USAGE ON SCHEMA gitversion TO PUBLIC;
GRANT SELECT ON gitversion.branches, gitversion.commits, gitversion.commit_parents,
    gitversion.tags, gitversion.reflog, gitversion.object_storage, gitversion.object_references,
    gitversion.object_identities, gitversion.object_snapshots, gitversion.merkle_nodes,
    gitversion.merge_attempts, gitversion.merge_conflicts TO PUBLIC;
REVOKE EXECUTE ON FUNCTION
    gitversion.init(text, name), gitversion._commit(text, text), gitversion.commit(text, text),
    gitversion.store_object_cow(text, integer),
    gitversion.update_merkle_tree_incremental(integer, text[]),
    gitversion.create_branch(text, text), gitversion.drop_branch(text, boolean),
    gitversion.clone_schema_objects(text, text), gitversion.merge_branches(text, text, text),
    gitversion._tag(text, text, text, text), gitversion.tag(text, text, text),
    gitversion.drop_tag(text),
    gitversion._rename_branch(text, text), gitversion.rename_branch(text, text),
    gitversion.reset(text, text, text), gitversion.rebase(text, text),
    gitversion._revert(text, text, integer), gitversion.revert(text, text, integer),
    gitversion._cherry_pick(text, text, integer), gitversion.cherry_pick(text, text, integer),
    gitversion._restore(text, text, text), gitversion.restore(text, text, text),
    gitversion._stash(text, text), gitversion.stash(text, text),
    gitversion._stash_pop(text), gitversion.stash_pop(text),
    gitversion._remove_commits(integer[]), gitversion.gc(interval)
    FROM PUBLIC;
