-- Commits by what users write: a branch, else a tag, else a remote branch, else HEAD, the branch of the
-- session, else the beginning of a hash; each with ~N, ^N and, first, @{N}.
CREATE FUNCTION gitversion_internal.session_branch(p_session_branch text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(p_session_branch, '') = '' THEN
        PERFORM gitversion_internal.raise('VC014', 'the session has no branch',
            'HEAD, and a branch left out, mean the branch chosen with gitversion.use_branch.',
            'Call gitversion.use_branch(name), or name the branch.');
    END IF;
    RETURN p_session_branch;
END
$$;
COMMENT ON FUNCTION gitversion_internal.session_branch(text) IS
    'the branch of the session, or an error when there is none; internal';

CREATE FUNCTION gitversion_internal.refuse_revision(p_revision text, p_detail text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.raise('VC006', format('revision "%s" does not exist', p_revision), p_detail,
        gitversion_internal.near_hint(p_revision, ARRAY(
            SELECT b.branch_name FROM gitversion.branches b WHERE b.is_active
            UNION SELECT t.tag_name FROM gitversion.tags t
            UNION SELECT r.remote || '/' || r.branch_name FROM gitversion.remote_branches r),
            'gitversion.log(branch) lists the commits of a branch.'));
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_revision(text, text) IS
    'raises the error for a revision that does not exist; internal';

CREATE FUNCTION gitversion_internal.by_hash(p_digits text, p_revision text) RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- What describe returned names the tag, too.
    v_digits text := regexp_replace(p_digits, '^.+-[0-9]+-g([0-9A-Fa-f]{4,64})$', '\1');
    v_prefix text := lower(v_digits COLLATE "C");
    v_ids integer[];
    v_hashes text[];
BEGIN
    IF v_digits !~ '^[0-9A-Fa-f]{4,64}$' THEN
        PERFORM gitversion_internal.refuse_revision(p_revision,
            format('No branch, tag or commit is called "%s".', p_digits));
    END IF;
    SELECT array_agg(f.id ORDER BY f.id), array_agg(left(f.commit_hash, 16) ORDER BY f.id)
    INTO v_ids, v_hashes
    FROM (SELECT c.id, c.commit_hash FROM gitversion.commits c
        WHERE c.commit_hash ~>=~ v_prefix AND c.commit_hash ~<=~ (v_prefix || 'g') LIMIT 10) f;
    IF v_ids IS NULL THEN
        PERFORM gitversion_internal.refuse_revision(p_revision,
            format('No branch or tag, and no commit''s hash, begins with "%s".', p_digits));
    ELSIF cardinality(v_ids) > 1 THEN
        PERFORM gitversion_internal.raise('VC007', format('hash prefix "%s" is ambiguous', p_digits),
            format('It fits %s.', array_to_string(v_hashes, ', ')), 'Give more digits of the hash.');
    END IF;
    RETURN v_ids[1];
END
$$;
COMMENT ON FUNCTION gitversion_internal.by_hash(text, text) IS
    'the commit whose hash begins with some digits, or an error; internal';

CREATE FUNCTION gitversion_internal.named_commit(p_name text, p_revision text, p_session_branch text)
RETURNS integer LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch text := CASE WHEN p_name IN ('HEAD', '@')
        THEN gitversion_internal.session_branch(p_session_branch) ELSE p_name END;
    v_commit integer;
BEGIN
    SELECT b.head_commit_id INTO v_commit FROM gitversion.branches b
    WHERE b.branch_name = v_branch AND b.is_active;
    IF FOUND THEN
        IF v_commit IS NULL THEN
            PERFORM gitversion_internal.refuse_revision(p_revision,
                format('Branch "%s" has no commit.', v_branch));
        END IF;
        RETURN v_commit;
    ELSIF p_name IN ('HEAD', '@') THEN
        PERFORM gitversion_internal.refuse_branch(v_branch);
    END IF;
    v_commit := coalesce(
        (SELECT t.commit_id FROM gitversion.tags t WHERE t.tag_name = p_name),
        (SELECT r.commit_id FROM gitversion.remote_branches r
         WHERE r.remote = split_part(p_name, '/', 1) AND r.branch_name = substr(p_name, strpos(p_name, '/') + 1)));
    RETURN coalesce(v_commit, gitversion_internal.by_hash(p_name, p_revision));
END
$$;
COMMENT ON FUNCTION gitversion_internal.named_commit(text, text, text) IS
    'the commit of a name without steps, or an error; internal';

CREATE FUNCTION gitversion_internal.in_reflog(p_name text, p_entry integer, p_revision text, p_session_branch text)
RETURNS integer LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_branch text := CASE WHEN p_name IN ('', 'HEAD', '@')
        THEN gitversion_internal.session_branch(p_session_branch) ELSE p_name END;
    v_id integer := gitversion_internal.branch_id(v_branch);
    v_commit integer := (SELECT r.new_commit_id FROM gitversion.reflog r
        WHERE r.branch_id = v_id ORDER BY r.id DESC OFFSET p_entry LIMIT 1);
BEGIN
    IF v_commit IS NULL THEN
        PERFORM gitversion_internal.refuse_revision(p_revision,
            format('The reflog of branch "%s" has no entry %s.', v_branch, p_entry));
    END IF;
    RETURN v_commit;
END
$$;
COMMENT ON FUNCTION gitversion_internal.in_reflog(text, integer, text, text) IS
    'the commit of an entry of a branch''s reflog, 0 being the newest, or an error; internal';

CREATE FUNCTION gitversion_internal.step(p_commit_id integer, p_sign text, p_number integer, p_revision text)
RETURNS integer LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hash text := (SELECT left(c.commit_hash, 12) FROM gitversion.commits c WHERE c.id = p_commit_id);
    v_commit integer;
    v_count integer;
BEGIN
    IF p_number = 0 THEN
        RETURN p_commit_id;
    ELSIF p_sign = '^' THEN
        SELECT max(p.parent_id) FILTER (WHERE p.position = p_number), count(*)
        INTO v_commit, v_count
        FROM gitversion.commit_parents p WHERE p.commit_id = p_commit_id;
        IF v_commit IS NULL THEN
            PERFORM gitversion_internal.refuse_revision(p_revision, format('Commit %s has %s.', v_hash,
                CASE v_count WHEN 0 THEN 'no parent' ELSE v_count || ' parent(s)' END));
        END IF;
        RETURN v_commit;
    END IF;
    WITH RECURSIVE way (id, depth) AS (
        SELECT p_commit_id, 0
        UNION ALL
        SELECT c.parent_commit_id, w.depth + 1 FROM way w
        CROSS JOIN LATERAL (SELECT n.parent_commit_id FROM gitversion.commits n
            WHERE n.id = w.id OFFSET 0) c
        WHERE c.parent_commit_id IS NOT NULL AND w.depth < p_number
    )
    SELECT w.id, w.depth INTO v_commit, v_count FROM way w ORDER BY w.depth DESC LIMIT 1;
    IF v_count < p_number THEN
        PERFORM gitversion_internal.refuse_revision(p_revision,
            format('Commit %s has only %s first-parent ancestors.', v_hash, v_count));
    END IF;
    RETURN v_commit;
END
$$;
COMMENT ON FUNCTION gitversion_internal.step(integer, text, integer, text) IS
    'the N-th ancestor by first parents (~), or the N-th parent (^) of a commit, or an error; internal';

CREATE FUNCTION gitversion_internal.resolve(p_revision text, p_session_branch text) RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- A name without the signs of steps; an entry of the reflog; steps. No number has ten digits.
    v_parts text[] := regexp_match(p_revision,
        '^((?:[^~^@]|@(?!\{))*)(?:@\{([0-9]{1,9})\})?((?:[~^][0-9]{0,9})*)$');
    v_commit integer;
    v_step text[];
BEGIN
    IF p_revision IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_revision is NULL',
            'The function needs a value for p_revision.',
            'Give a value; \df+ in psql shows what the function takes.');
    ELSIF v_parts IS NULL OR v_parts[1] = '' AND v_parts[2] IS NULL THEN
        PERFORM gitversion_internal.raise('VC006', format('"%s" is no revision', p_revision),
            'A revision is a branch, a tag, a remote branch, a hash or HEAD, followed by any of ~N, ^N and, first,'
            ' @{N}.', 'Examples: main, main~2, main^2, HEAD, main@{1}.');
    END IF;
    v_commit := CASE WHEN v_parts[2] IS NULL
        THEN gitversion_internal.named_commit(v_parts[1], p_revision, p_session_branch)
        ELSE gitversion_internal.in_reflog(v_parts[1], v_parts[2]::integer, p_revision, p_session_branch) END;
    FOR v_step IN SELECT m FROM regexp_matches(v_parts[3], '([~^])([0-9]*)', 'g') m LOOP
        v_commit := gitversion_internal.step(v_commit, v_step[1],
            coalesce(nullif(v_step[2], '')::integer, 1), p_revision);
    END LOOP;
    RETURN v_commit;
END
$$;
COMMENT ON FUNCTION gitversion_internal.resolve(text, text) IS
    'the commit a revision means, HEAD being a given branch, or an error; internal';
