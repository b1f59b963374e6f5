-- Who may do what: all privileges on what is the extension's are given here and nowhere else, in a fresh
-- database and after an update. Nobody has any on the tables but to read them: history is written through
-- the views of gitversion_internal that have the names of tables. What is in that schema and is neither
-- table nor view needs no privileges of its own: it runs with the rights of the caller. Those of
-- gitversion_recorder stand with the event triggers, which fire while this is executed.
DO $privileges$
DECLARE
    v_authors text[] := '{init,commit,amend,create_branch,drop_branch,clone_schema_objects,merge_branches,tag,
        drop_tag,rename_branch,reset,rebase,revert,cherry_pick,restore,stash,stash_pop,preview_merge,
        preview_reset,preview_revert,preview_cherry_pick,preview_rebase,plan,plan_json,plan_script,migration,
        store_object_cow,
        update_merkle_tree_incremental,track_rows,untrack_rows,localize,run_on_branch,grant_branch,
        revoke_branch,protect_branch,unprotect_branch,start_merge,start_cherry_pick,start_revert,start_rebase,
        start_stash_pop,resolve_conflict,finish_merge,abort_merge,restart_merge,require_check,drop_check,
        add_hook,drop_hook,set_lint_rule,apply_bundle,
        sign_commit,sign_tag,add_remote,drop_remote,fetch,push}';
    v_admins text[] := '{gc,repair,ignore,unignore,register_merge_driver,unregister_merge_driver,forget_resolutions,
        trust_key,revoke_key}';
    v_schemas oid[] := ARRAY['gitversion'::regnamespace, 'gitversion_internal'::regnamespace]::oid[];
    v_object record;
BEGIN
    -- What was granted by hand before there were roles for it: who could write is an author now, who could
    -- read what not everybody could a reader.
    FOR v_object IN
        SELECT a.grantee::regrole AS grantee, bool_or(a.privilege_type = 'INSERT') AS is_author
        FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a
        WHERE c.relnamespace = 'gitversion'::regnamespace AND c.relkind IN ('r', 'v')
          AND a.grantee NOT IN (0, c.relowner) AND NOT pg_catalog.starts_with(a.grantee::regrole::text, 'gitversion_')
        GROUP BY a.grantee
    LOOP
        EXECUTE pg_catalog.format('GRANT %s TO %s', CASE WHEN v_object.is_author THEN 'gitversion_author'
            ELSE 'gitversion_reader' END, v_object.grantee);
    END LOOP;
    FOR v_object IN
        SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass AS name,
            a.grantee, c.relowner AS owner
        FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a
        WHERE c.relnamespace = ANY (v_schemas) AND c.relkind IN ('r', 'v', 'S')
        UNION
        SELECT 'FUNCTION ' || p.oid::regprocedure, a.grantee, p.proowner
        FROM pg_catalog.pg_proc p,
            pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
        WHERE p.pronamespace = 'gitversion'::regnamespace
        UNION
        SELECT 'SCHEMA ' || n.oid::regnamespace, a.grantee, n.nspowner
        FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a WHERE n.oid = ANY (v_schemas)
    LOOP
        IF v_object.grantee NOT IN (v_object.owner, 'gitversion_recorder'::regrole) THEN
            EXECUTE pg_catalog.format('REVOKE ALL ON %s FROM %s CASCADE', v_object.name,
                CASE v_object.grantee WHEN 0 THEN 'PUBLIC' ELSE v_object.grantee::regrole::text END);
        END IF;
    END LOOP;
    FOR v_object IN
        SELECT p.oid::regprocedure AS name, CASE WHEN p.proname = ANY (v_authors) THEN 'gitversion_author'
            WHEN p.proname = ANY (v_admins) THEN 'gitversion_admin' ELSE 'gitversion_reader' END AS role
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'gitversion'::regnamespace
    LOOP
        EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO %I', v_object.name, v_object.role);
    END LOOP;
END
$privileges$;
GRANT USAGE ON SCHEMA gitversion, gitversion_internal TO gitversion_reader;
GRANT USAGE ON SCHEMA gitversion_internal TO gitversion_nobody;
GRANT SELECT ON ALL TABLES IN SCHEMA gitversion, gitversion_internal TO gitversion_reader;
-- fsck looks whether they would give an id again.
GRANT SELECT ON ALL SEQUENCES IN SCHEMA gitversion TO gitversion_reader;

-- No privilege of authors is one on a whole table but to add rows: others let lock it.
GRANT INSERT (branch_name, schema_name, parent_branch_id, created_from_commit_id, head_commit_id)
    ON gitversion_internal.new_branches TO gitversion_author;
GRANT INSERT ON gitversion_internal.new_branch_locks TO gitversion_author;
GRANT UPDATE (row_at) ON gitversion_internal.branch_locks TO gitversion_author;
GRANT UPDATE (branch_name, head_commit_id, is_active, is_protected, allowed_roles, requires_signatures)
    ON gitversion_internal.branches TO gitversion_author;
GRANT INSERT (commit_hash, branch_id, parent_commit_id, message, author, committed_at, tree_hash, layout_hash,
    metadata) ON gitversion_internal.new_commits TO gitversion_author;
GRANT INSERT (commit_hash, parent_commit_id, message, author, committed_at, tree_hash, layout_hash)
    ON gitversion_internal.imported_commits TO gitversion_author;
GRANT INSERT (commit_id, position, parent_id, renames) ON gitversion_internal.imported_parents TO gitversion_author;
GRANT INSERT ON gitversion_internal.imported_references TO gitversion_author;
GRANT INSERT (remote, branch_name, commit_id) ON gitversion_internal.remote_branches TO gitversion_author;
GRANT INSERT (remote_name, server_name) ON gitversion_internal.remotes TO gitversion_author;
GRANT INSERT (commit_id, signature_hash, tag_name, signature) ON gitversion_internal.signatures TO gitversion_author;
GRANT INSERT (commit_id, position, parent_id, renames) ON gitversion_internal.commit_parents TO gitversion_author;
GRANT INSERT, UPDATE (reference_count) ON gitversion_internal.object_references TO gitversion_author;
GRANT INSERT (content_hash, content, size_bytes, compression_type, base_hash)
    ON gitversion_internal.object_storage TO gitversion_author;
GRANT EXECUTE ON FUNCTION gitversion_internal.share_store(), gitversion_internal.keep_documents(text[])
    TO gitversion_author;
GRANT INSERT (tag_name, commit_id, message) ON gitversion_internal.tags TO gitversion_author;
GRANT INSERT (branch_id, old_commit_id, new_commit_id, action, message)
    ON gitversion_internal.reflog TO gitversion_author;
GRANT UPDATE (path, commit_id) ON gitversion_internal.ddl_events TO gitversion_author;
GRANT INSERT (branch_id, event, command_tag, statement, classid, objid, objsubid, object_type, object_identity,
    path, session_role, executed_by, occurred_at, commit_id) ON gitversion_internal.new_ddl_events
    TO gitversion_author;
GRANT INSERT (branch_id, event, function_schema, function_name) ON gitversion_internal.branch_functions
    TO gitversion_author;
GRANT INSERT ON gitversion_internal.lint_exceptions TO gitversion_author;
GRANT INSERT (branch_id, base_commit_id, tree_hash, layout_hash, renames, message)
    ON gitversion_internal.stashes TO gitversion_author;
GRANT INSERT (printed_hash, final_text) ON gitversion_internal.settled_texts TO gitversion_author;
GRANT INSERT (branch_id, role_name) ON gitversion_internal.branch_grants TO gitversion_author;
GRANT INSERT (branch_id, path, key_columns, last_value, is_called, keep_until),
    UPDATE (kept_as, former_commit_id, commit_id, returned_at) ON gitversion_internal.parked TO gitversion_author;
DO $columns$
DECLARE
    v_view record;
BEGIN
    FOR v_view IN
        SELECT c.oid::regclass AS name, pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ') AS columns,
            pg_catalog.starts_with(c.relname::text, 'removable_') AS is_removable
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        WHERE c.relnamespace = 'gitversion_internal'::regnamespace AND c.relkind = 'v'
          AND CASE WHEN pg_catalog.starts_with(c.relname::text, 'removable_') THEN a.attname = 'is_removed'
            ELSE c.relname IN ('object_identities', 'branch_states', 'tracked_tables', 'merge_attempts',
                'merge_conflicts', 'resolutions') AND a.attname NOT IN ('id', 'written_by') END
        GROUP BY c.oid
    LOOP
        EXECUTE pg_catalog.format(CASE WHEN v_view.is_removable THEN 'GRANT UPDATE (%1$s)'
            ELSE 'GRANT INSERT (%1$s), UPDATE (%1$s)' END || ' ON %2$s TO gitversion_author',
            v_view.columns, v_view.name);
    END LOOP;
END
$columns$;

GRANT DELETE ON gitversion_internal.commits, gitversion_internal.commit_parents,
    gitversion_internal.object_references, gitversion_internal.reflog, gitversion_internal.merge_attempts,
    gitversion_internal.merge_conflicts, gitversion_internal.ddl_events, gitversion_internal.branch_states,
    gitversion_internal.object_identities TO gitversion_admin;
GRANT UPDATE, DELETE ON gitversion_internal.stored_objects TO gitversion_admin;
GRANT UPDATE (old_commit_id) ON gitversion_internal.reflog TO gitversion_admin;
GRANT UPDATE (created_from_commit_id) ON gitversion_internal.branches TO gitversion_admin;
GRANT INSERT (pattern, is_negated, expression), UPDATE (is_negated, expression), DELETE
    ON gitversion_internal.ignore_patterns TO gitversion_admin;
GRANT EXECUTE ON FUNCTION gitversion_internal.advance_own_sequences() TO gitversion_admin;
GRANT INSERT (pattern, expression, function), DELETE ON gitversion_internal.merge_drivers TO gitversion_admin;
GRANT DELETE ON gitversion_internal.resolutions, gitversion_internal.signatures TO gitversion_admin;
GRANT INSERT (key_name, who, key_type, fingerprint, public_key, valid_from, valid_to),
    UPDATE (who, public_key, valid_from, valid_to, revoked_at, reason)
    ON gitversion_internal.trusted_keys TO gitversion_admin;
