-- Remotes, as in Git. Commits go in parts, so that neither side has to hold them all at once.
CREATE FUNCTION gitversion.add_remote(p_remote_name text, p_server name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_server IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_server is NULL',
            'The function needs a value for p_server.', 'Name a foreign server of dblink_fdw.');
    END IF;
    PERFORM gitversion_internal.writable();
    PERFORM gitversion_internal.check_remote_name(p_remote_name);
    PERFORM gitversion_internal.require_server(p_server);
    INSERT INTO gitversion_internal.remotes (remote_name, server_name) VALUES (p_remote_name, p_server)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM gitversion_internal.raise('VC014', format('remote "%s" exists already', p_remote_name),
            'A remote is one database.', 'Choose another name, or call gitversion.drop_remote(name) first.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.add_remote(text, name) IS
    'gives another database a name for fetch and push: that which a foreign server of dblink_fdw leads to';

CREATE FUNCTION gitversion.drop_remote(p_remote text, p_branch_name text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branches bigint;
    v_remotes bigint := 0;
BEGIN
    IF p_remote IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_remote is NULL',
            'The function needs a value for p_remote.', 'Name a remote of gitversion.remotes.');
    END IF;
    PERFORM gitversion_internal.writable();
    UPDATE gitversion_internal.removable_remote_branches r SET is_removed = true
    WHERE r.remote = p_remote AND r.branch_name = coalesce(p_branch_name, r.branch_name);
    GET DIAGNOSTICS v_branches = ROW_COUNT;
    IF p_branch_name IS NULL THEN
        UPDATE gitversion_internal.removable_remotes r SET is_removed = true WHERE r.remote_name = p_remote;
        GET DIAGNOSTICS v_remotes = ROW_COUNT;
        IF v_remotes = 0 AND EXISTS (SELECT FROM gitversion.remotes r WHERE r.remote_name = p_remote) THEN
            PERFORM gitversion_internal.raise('VC046',
                format('role "%s" may not drop remote "%s"', current_user, p_remote),
                'A remote is dropped by who added it.', 'Let that role do it, or a member of gitversion_admin.');
        END IF;
    END IF;
    IF v_branches + v_remotes = 0 THEN
        PERFORM gitversion_internal.raise('VC120', format('there is no remote %s',
                quote_ident(concat_ws('/', p_remote, p_branch_name))),
            'gitversion.remotes and gitversion.remote_branches list all.', 'Look there for its name.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.drop_remote(text, text) IS
    'forgets a remote with its remote branches, or one of these alone; gc removes what only they led to';

CREATE FUNCTION gitversion_internal.fetch_branch(p_remote text, p_branch text, p_hash text) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_known text[] := ARRAY(SELECT c.commit_hash FROM gitversion.commits c WHERE c.id IN (
        SELECT b.head_commit_id FROM gitversion.branches b WHERE b.is_active
        UNION SELECT t.commit_id FROM gitversion.tags t UNION SELECT r.commit_id FROM gitversion.remote_branches r));
    v_all text[] := string_to_array(gitversion_internal.ask_remote(format(
        'SELECT string_agg(l, '' '') FROM gitversion_internal.lacking(%L, %L) l', p_hash, v_known)), ' ');
    v_lacking text[] := ARRAY(
        SELECT l.hash FROM unnest(v_all) WITH ORDINALITY l (hash, n) WHERE NOT EXISTS (
            SELECT FROM gitversion.commits c WHERE c.commit_hash = l.hash) ORDER BY l.n);
    v_names text[];
BEGIN
    FOR v_first IN 1 .. cardinality(v_lacking) BY 200 LOOP
        PERFORM gitversion_internal.apply_bundle(decode(gitversion_internal.ask_remote(format(
            'SELECT encode(gitversion_internal.create_part(%L), ''base64'')', v_lacking[v_first:v_first + 199])),
            'base64'), p_remote);
    END LOOP;
    -- Tags on whatever is here of the history, as in Git.
    v_names := p_branch || ARRAY(
        SELECT n.name FROM jsonb_array_elements_text(gitversion_internal.ask_remote(format(
            'SELECT coalesce(jsonb_agg(t.name), ''[]'') FROM gitversion_internal.tags_of(%L) t',
            p_hash))::jsonb) n (name)
        WHERE NOT EXISTS (SELECT FROM gitversion.tags t WHERE t.tag_name = n.name)
            AND NOT EXISTS (SELECT FROM gitversion.branches b WHERE b.branch_name = n.name));
    RETURN gitversion_internal.apply_bundle(decode(gitversion_internal.ask_remote(format(
        'SELECT encode(gitversion_internal.create_bundle(%1$L, %1$L, NULL), ''base64'')', v_names)),
        'base64'), p_remote);
END
$$;
COMMENT ON FUNCTION gitversion_internal.fetch_branch(text, text, text) IS
    'fetches one branch, of a hash, from the remote that is connected; internal';

CREATE FUNCTION gitversion_internal.prune(p_remote text, p_branches text[])
RETURNS TABLE (name text, commit_id integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v gitversion.remote_branches;
BEGIN
    FOR v IN
        SELECT r.* FROM gitversion.remote_branches r
        WHERE r.remote = p_remote AND r.branch_name <> ALL (p_branches) ORDER BY r.branch_name
    LOOP
        PERFORM gitversion.drop_remote(v.remote, v.branch_name);
        RETURN QUERY VALUES (concat_ws('/', v.remote, v.branch_name), v.commit_id);
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.prune(text, text[]) IS
    'forgets the remote branches of a remote but these; internal';

CREATE FUNCTION gitversion.fetch(
    p_remote text, p_branch text DEFAULT NULL, p_prune boolean DEFAULT false)
RETURNS TABLE (name text, change text, old_commit_id integer, new_commit_id integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_heads jsonb;
    v_branch record;
BEGIN
    IF p_prune IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_prune is NULL',
            'The function needs a value for p_prune.', 'Give true or false.');
    END IF;
    PERFORM gitversion_internal.open_remote(p_remote);
    v_heads := gitversion_internal.ask_remote(format(
        'SELECT coalesce(jsonb_object_agg(b.branch_name, c.commit_hash), ''{}'') FROM gitversion.branches b '
        'JOIN gitversion.commits c ON c.id = b.head_commit_id '
        'WHERE b.is_active AND b.branch_name = coalesce(%L, b.branch_name)',
        p_branch));
    IF p_branch IS NOT NULL AND NOT v_heads ? p_branch THEN
        PERFORM gitversion_internal.raise('VC003',
            format('branch "%s" does not exist in remote "%s"', p_branch, p_remote),
            'It has no such branch.', 'gitversion.fetch(remote) fetches all that it has.');
    END IF;
    FOR v_branch IN SELECT h.key, h.value FROM jsonb_each_text(v_heads) h ORDER BY h.key LOOP
        RETURN QUERY SELECT a.name, a.change, a.old_commit_id, a.new_commit_id
            FROM jsonb_to_recordset(gitversion_internal.fetch_branch(p_remote, v_branch.key, v_branch.value))
                AS a (name text, change text, old_commit_id integer, new_commit_id integer);
    END LOOP;
    PERFORM gitversion_internal.close_remote();
    IF p_prune AND p_branch IS NULL THEN
        RETURN QUERY SELECT p.name, 'pruned', p.commit_id, NULL::integer
            FROM gitversion_internal.prune(p_remote, ARRAY(SELECT jsonb_object_keys(v_heads))) p;
    END IF;
EXCEPTION WHEN OTHERS OR query_canceled THEN
    IF EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'dblink') THEN
        PERFORM gitversion_internal.close_remote();
    END IF;
    RAISE;
END
$$;
COMMENT ON FUNCTION gitversion.fetch(text, text, boolean) IS
    'gets the commits of a branch of a remote, or of all of its branches, that are not here, with the tags on them, '
    'and says where the remote branches are now, as apply_bundle; p_prune: remote branches whose branch is gone there '
    'go, too (pruned)';
