-- Pushing to remotes.
CREATE FUNCTION gitversion_internal.send(p_hash text, p_names text[], p_as text) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_lacking text[] := ARRAY(SELECT l FROM gitversion_internal.lacking(p_hash, '{}') l);
    v_known text[] := gitversion_internal.ask_remote(format('SELECT ARRAY(SELECT c.commit_hash '
        'FROM gitversion.commits c WHERE c.commit_hash = ANY (%L))', v_lacking));
BEGIN
    v_lacking := ARRAY(SELECT l.hash FROM unnest(v_lacking) WITH ORDINALITY l (hash, n)
        WHERE l.hash NOT IN (SELECT k FROM unnest(v_known) k) ORDER BY l.n);
    FOR v_first IN 1 .. cardinality(v_lacking) BY 200 LOOP
        PERFORM gitversion_internal.ask_remote(format(
            'SELECT gitversion_internal.apply_bundle(decode(%L, ''base64''), %L)',
            encode(gitversion_internal.create_part(v_lacking[v_first:v_first + 199]), 'base64'), p_as));
    END LOOP;
    RETURN gitversion_internal.ask_remote(format(
        'SELECT gitversion_internal.apply_bundle(decode(%L, ''base64''), %L)',
        encode(gitversion_internal.create_bundle(p_names, p_names, NULL), 'base64'), p_as));
END
$$;
COMMENT ON FUNCTION gitversion_internal.send(text, text[], text) IS
    'gives the remote that is connected what it lacks of the history of a commit, and names for it, all or none of '
    'them; internal';

CREATE FUNCTION gitversion.push(p_remote text, p_branch_name text, p_to text DEFAULT NULL,
    p_force_with_lease boolean DEFAULT false, p_as text DEFAULT NULL, p_tags boolean DEFAULT false)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_argument text := CASE WHEN p_force_with_lease IS NULL THEN 'p_force_with_lease'
        WHEN p_tags IS NULL THEN 'p_tags' END;
    v_to text := coalesce(p_to, p_branch_name);
    v_as text := coalesce(p_as, current_database());
    v_is_tag boolean := EXISTS (SELECT FROM gitversion.tags t WHERE t.tag_name = p_branch_name)
        AND NOT EXISTS (SELECT FROM gitversion.branches b WHERE b.branch_name = p_branch_name AND b.is_active);
    v_lease text := (SELECT c.commit_hash FROM gitversion.remote_branches r
        JOIN gitversion.commits c ON c.id = r.commit_id WHERE r.remote = p_remote AND r.branch_name = v_to);
    v_id integer;
    v_head gitversion.commits;
    v_names text[] := ARRAY[p_branch_name];
    v_change text;
BEGIN
    IF v_argument IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC014', format('argument %s is NULL', v_argument),
            format('The function needs a value for %s.', v_argument), 'Give true or false.');
    ELSIF v_is_tag AND v_to <> p_branch_name THEN
        PERFORM gitversion_internal.raise('VC014',
            format('tag "%s" cannot be pushed under another name', p_branch_name),
            'A tag has the same name everywhere.', 'Leave p_to out.');
    END IF;
    IF v_is_tag THEN
        v_id := (SELECT t.commit_id FROM gitversion.tags t WHERE t.tag_name = p_branch_name);
    ELSE
        v_id := gitversion_internal.branch_id(p_branch_name);
        v_id := (SELECT b.head_commit_id FROM gitversion.branches b WHERE b.id = v_id);
    END IF;
    v_head := (SELECT c FROM gitversion.commits c WHERE c.id = v_id);
    IF p_tags THEN
        v_names := v_names || ARRAY(SELECT t.name FROM gitversion_internal.tags_of(v_head.commit_hash) t
            WHERE t.name <> p_branch_name);
    END IF;
    PERFORM gitversion_internal.open_remote(p_remote);
    v_change := (SELECT a.change FROM jsonb_to_recordset(gitversion_internal.send(
        v_head.commit_hash, v_names, v_as)) a (name text, change text) WHERE a.name = p_branch_name);
    IF NOT v_is_tag THEN
        v_change := gitversion_internal.ask_remote(format('SELECT gitversion_internal.receive(%L, %L, %L, %L, %L)',
            v_as || '/' || p_branch_name, v_head.commit_hash, v_to, v_lease, p_force_with_lease));
        PERFORM gitversion_internal.set_remote_branch(p_remote, v_to, v_head.id);
    END IF;
    PERFORM gitversion_internal.close_remote();
    RETURN v_change;
EXCEPTION WHEN OTHERS OR query_canceled THEN
    IF EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'dblink') THEN
        PERFORM gitversion_internal.close_remote();
    END IF;
    RAISE;
END
$$;
COMMENT ON FUNCTION gitversion.push(text, text, text, boolean, text, boolean) IS
    'brings a branch of a remote (p_to; that of the same name) to the head of one here: new, forwarded, forced or '
    'same; forwards only, unless p_force_with_lease is given and it is where it was when it was fetched; p_as: what '
    'this database is called there; p_tags: with the tags on its history; of a tag: gives the remote that one, new '
    'tag or same';
