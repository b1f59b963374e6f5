-- Fetching from other databases and pushing to them, by dblink where it is installed.
CREATE FUNCTION gitversion_internal.create_part(p_hashes text[]) RETURNS bytea
LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'byte[]=org.gitversion.function.ExchangeFunctions.createPart(java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.create_part(text[]) IS
    'a bundle of some commits by their hashes, without a name; internal';

CREATE FUNCTION gitversion_internal.check_remote_name(p_name text) RETURNS void
LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'org.gitversion.function.ExchangeFunctions.checkRemoteName(java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.check_remote_name(text) IS
    'fails unless a remote can have a name; internal';

CREATE FUNCTION gitversion_internal.lacking(p_hash text, p_known text[]) RETURNS SETOF text LANGUAGE sql STABLE
SET jit = off SET enable_nestloop = off
BEGIN ATOMIC
    SELECT c.commit_hash
    FROM gitversion.commits c
    WHERE c.id IN (
        SELECT h.id FROM gitversion_internal.histories(ARRAY(
            SELECT t.id FROM gitversion.commits t WHERE t.commit_hash = p_hash)) h (id)
        EXCEPT SELECT k.id FROM gitversion_internal.histories(ARRAY(
            SELECT t.id FROM gitversion.commits t WHERE t.commit_hash = ANY (p_known))) k (id))
    ORDER BY c.id;
END;
COMMENT ON FUNCTION gitversion_internal.lacking(text, text[]) IS
    'the hashes of the commits that one comes from, and others do not, parents first; internal';

CREATE FUNCTION gitversion_internal.tags_of(p_hash text) RETURNS TABLE (name text) LANGUAGE sql STABLE
SET jit = off SET enable_nestloop = off
BEGIN ATOMIC
    SELECT t.tag_name
    FROM gitversion.tags t
    WHERE t.commit_id IN (SELECT h.id FROM gitversion_internal.histories(ARRAY(
        SELECT c.id FROM gitversion.commits c WHERE c.commit_hash = p_hash)) h (id))
        AND NOT EXISTS (SELECT FROM gitversion.branches b WHERE b.branch_name = t.tag_name AND b.is_active)
    ORDER BY t.tag_name;
END;
COMMENT ON FUNCTION gitversion_internal.tags_of(text) IS
    'the tags on a commit and on what it comes from, but for those that a branch hides; internal';

-- Members of the extension alone: another function of its schema may have the same name.
CREATE FUNCTION gitversion_internal.dblink(p_name text, p_arguments text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_name text := (
        SELECT format('%I.%I', n.nspname, p.proname)
        FROM pg_extension e
        JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
            AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
        JOIN pg_proc p ON p.oid = d.objid
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE e.extname = 'dblink' AND p.proname = p_name AND oidvectortypes(p.proargtypes) = p_arguments);
BEGIN
    IF v_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC123', 'other databases cannot be reached: there is no dblink here',
            'fetch and push connect by the extension dblink of PostgreSQL.',
            'CREATE EXTENSION dblink, or carry bundles over: gitversion.create_bundle, gitversion.apply_bundle.');
    END IF;
    RETURN v_name;
END
$$;
COMMENT ON FUNCTION gitversion_internal.dblink(text, text) IS
    'a function of extension dblink with the types of its arguments, qualified and quoted, or an error; internal';

CREATE FUNCTION gitversion_internal.open_remote(p_remote text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_server name := (SELECT r.server_name FROM gitversion.remotes r WHERE r.remote_name = p_remote);
BEGIN
    IF p_remote IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_remote is NULL',
            'The function needs a value for p_remote.', 'Name a remote of gitversion.remotes.');
    ELSIF v_server IS NULL THEN
        PERFORM gitversion_internal.raise('VC120', format('there is no remote "%s"', p_remote),
            'gitversion.remotes lists all.', 'Add it: gitversion.add_remote(name, foreign server).');
    END IF;
    PERFORM gitversion_internal.writable();
    -- Else dblink would take the name for a connection string.
    PERFORM gitversion_internal.require_server(v_server);
    EXECUTE format('SELECT %s($1::text, $2::text)', gitversion_internal.dblink('dblink_connect', 'text, text'))
    USING 'gitversion remote', v_server;
END
$$;
COMMENT ON FUNCTION gitversion_internal.open_remote(text) IS
    'connects to a remote, as who the user mapping of its server says; internal';

CREATE FUNCTION gitversion_internal.require_server(p_server name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
        WHERE s.srvname = p_server AND w.fdwname = 'dblink_fdw') THEN
        PERFORM gitversion_internal.raise('VC123', format('"%s" is no foreign server of dblink_fdw', p_server),
            'A remote is reached by a foreign server, whose user mappings have the passwords.',
            'CREATE SERVER … FOREIGN DATA WRAPPER dblink_fdw OPTIONS (host …, dbname …), and a USER MAPPING.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_server(name) IS
    'fails unless dblink can connect by a foreign server; internal';

CREATE FUNCTION gitversion_internal.close_remote() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('SELECT %s($1::text) FROM unnest(%s()) c WHERE c = $1',
        gitversion_internal.dblink('dblink_disconnect', 'text'),
        gitversion_internal.dblink('dblink_get_connections', ''))
    USING 'gitversion remote';
END
$$;
COMMENT ON FUNCTION gitversion_internal.close_remote() IS 'ends the connection of open_remote, if any; internal';

CREATE FUNCTION gitversion_internal.ask_remote(p_query text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_value text;
BEGIN
    EXECUTE format('SELECT t.v FROM %s($1::text, $2::text) AS t (v text)',
        gitversion_internal.dblink('dblink', 'text, text'))
    INTO v_value USING 'gitversion remote', p_query;
    RETURN v_value;
END
$$;
COMMENT ON FUNCTION gitversion_internal.ask_remote(text) IS
    'the one value that a query returns at the remote that is connected; internal';

-- Here, where somebody pushes to.
CREATE FUNCTION gitversion_internal.receive(
    p_source text, p_hash text, p_target text, p_lease text, p_force boolean)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_source integer := (SELECT c.id FROM gitversion.commits c WHERE c.commit_hash = p_hash);
    -- A branch here may have the name of a remote branch, and comes first.
    v_revision text := CASE WHEN gitversion.rev_parse(p_source) = v_source THEN p_source ELSE p_hash END;
    v_head integer;
    v_hash text;
BEGIN
    SELECT c.id, c.commit_hash INTO v_head, v_hash
    FROM gitversion.branches b JOIN gitversion.commits c ON c.id = b.head_commit_id
    WHERE b.branch_name = p_target AND b.is_active;
    IF v_head = v_source THEN
        RETURN 'same';
    ELSIF p_force AND v_hash IS DISTINCT FROM p_lease THEN
        PERFORM gitversion_internal.raise('VC122',
            format('branch "%s" is not where it was when it was fetched', p_target),
            format('Its head is %s there, and was %s.', coalesce(left(v_hash, 12), 'nowhere'),
                coalesce(left(p_lease, 12), 'nowhere')),
            'Fetch it, and look at what was done there in the meantime.');
    ELSIF v_head IS NULL THEN
        PERFORM gitversion.create_branch(p_target, v_revision);
        RETURN 'new';
    ELSIF v_head IN (SELECT h.id FROM gitversion_internal.histories(ARRAY[v_source]) h (id)) THEN
        PERFORM gitversion.merge_branches(v_revision, p_target, p_fast_forward => 'only');
        RETURN 'forwarded';
    ELSIF p_force THEN
        PERFORM gitversion.reset(p_target, v_revision, 'hard');
        RETURN 'forced';
    END IF;
    PERFORM gitversion_internal.raise('VC121', format('branch "%s" has commits there that are not pushed', p_target),
        format('Its head is %s.', left(v_hash, 12)),
        'Fetch it, merge it, and push the merge; or push with p_force_with_lease.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.receive(text, text, text, text, boolean) IS
    'brings a branch to a commit that was pushed, if that goes forwards or the branch is where it is said to be; '
    'internal';
