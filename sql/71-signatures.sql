-- Signatures are made elsewhere, of a text that is read here, and verified here.
CREATE FUNCTION gitversion_internal.describe_key(p_key text) RETURNS jsonb
LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.SignatureFunctions.describeKey(java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.describe_key(text) IS
    'type and fingerprint of a public key as JSON, or an error; internal';

CREATE FUNCTION gitversion_internal.verdict(p_text text, p_signature text, p_keys text[]) RETURNS jsonb
LANGUAGE java STABLE SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.SignatureFunctions.verdict(java.lang.String,java.lang.String,java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.verdict(text, text, text[]) IS
    'what is to be said of a signature: status, key (from 0), time and detail as JSON; internal';

-- The document says it all, and the hash is that of the document.
CREATE FUNCTION gitversion_internal.commit_text(p_commit_id integer) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_commit gitversion.commits := (SELECT c FROM gitversion.commits c WHERE c.id = p_commit_id);
    v_document text := gitversion_internal.content(v_commit.commit_hash);
BEGIN
    IF v_document IS NULL OR encode(sha256(convert_to(v_document, 'UTF8')), 'hex') <> v_commit.commit_hash
        OR NOT gitversion_internal.is_commit(v_commit.commit_hash, v_commit.tree_hash, v_commit.author,
            v_commit.committed_at, v_commit.message) THEN
        PERFORM gitversion_internal.raise('VC025', format('commit %s is not what its document says',
                left(v_commit.commit_hash, 12)), 'The document is missing or damaged, or a row was changed.',
            'gitversion.fsck() lists what is at fault.');
    END IF;
    RETURN concat(E'gitversion signature 1\ncommit ', v_commit.commit_hash, E'\n', rtrim(v_document, E'\n'));
END
$$;
COMMENT ON FUNCTION gitversion_internal.commit_text(integer) IS 'what is signed of a commit; internal';

CREATE FUNCTION gitversion_internal.tag_text(p_tag_name text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_text text;
BEGIN
    SELECT concat(E'gitversion signature 1\ntag ', gitversion_internal.escape(t.tag_name), E'\ncommit ',
        c.commit_hash, E'\nmessage ' || gitversion_internal.escape(t.message)) INTO v_text
    FROM gitversion.tags t JOIN gitversion.commits c ON c.id = t.commit_id WHERE t.tag_name = p_tag_name;
    IF p_tag_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_tag_name is NULL',
            'The function needs a value for p_tag_name.', 'Name a tag of gitversion.tags.');
    ELSIF v_text IS NULL THEN
        PERFORM gitversion_internal.raise('VC027', format('tag "%s" does not exist', p_tag_name),
            'No tag has this name.', 'SELECT tag_name FROM gitversion.tags lists the tags.');
    END IF;
    RETURN v_text;
END
$$;
COMMENT ON FUNCTION gitversion_internal.tag_text(text) IS 'what is signed of a tag; internal';

CREATE FUNCTION gitversion.signing_text(p_revision text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion_internal.commit_text(gitversion_internal.tip(p_revision));
END;
COMMENT ON FUNCTION gitversion.signing_text(text) IS
    'the text of a commit that is to be signed; with or without a line feed at its end, such as psql prints';

CREATE FUNCTION gitversion.tag_signing_text(p_tag_name text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion_internal.tag_text(p_tag_name);
END;
COMMENT ON FUNCTION gitversion.tag_signing_text(text) IS 'the text of a tag that is to be signed, as signing_text';

CREATE FUNCTION gitversion_internal.examine(p_text text, p_signature text, p_time timestamptz)
RETURNS TABLE (status text, key_name text, who text, fingerprint text, signed_at timestamptz, detail text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_names text[];
    v_keys text[];
    v_verdict jsonb;
    v_key gitversion.trusted_keys;
BEGIN
    SELECT array_agg(k.key_name ORDER BY k.key_name), array_agg(k.public_key ORDER BY k.key_name)
    INTO v_names, v_keys
    FROM gitversion.trusted_keys k
    WHERE k.key_type = CASE WHEN starts_with(ltrim(p_signature, E' \r\n'), '-----BEGIN SSH') THEN 'ssh'
        ELSE 'openpgp' END;
    v_verdict := gitversion_internal.verdict(p_text, p_signature, coalesce(v_keys, '{}'));
    SELECT k.* INTO v_key FROM gitversion.trusted_keys k
    WHERE k.key_name = v_names[(v_verdict ->> 'key')::integer + 1];
    status := v_verdict ->> 'status';
    key_name := v_key.key_name;
    who := v_key.who;
    fingerprint := v_key.fingerprint;
    signed_at := (v_verdict ->> 'time')::timestamptz;
    detail := v_verdict ->> 'detail';
    IF status = 'good' AND v_key.revoked_at IS NOT NULL THEN
        status := 'revoked';
        detail := concat('The key was revoked', ': ' || rtrim(v_key.reason, '.'), '.');
    ELSIF status = 'good' AND coalesce(signed_at, p_time) < v_key.valid_from THEN
        status := 'expired';
        detail := format('The key counts from %s.', v_key.valid_from);
    ELSIF status = 'good' AND coalesce(signed_at, p_time) >= v_key.valid_to THEN
        status := 'expired';
        detail := format('The key counted until %s.', v_key.valid_to);
    END IF;
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION gitversion_internal.examine(text, text, timestamptz) IS
    'what a signature of a text is worth here; the time is taken for its own where it has none; internal';

CREATE FUNCTION gitversion_internal.verdicts(p_commit_id integer, p_tag_name text)
RETURNS TABLE (status text, key_name text, who text, fingerprint text, signed_at timestamptz, detail text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_time timestamptz := (SELECT c.committed_at FROM gitversion.commits c WHERE c.id = p_commit_id);
    v_text text;
    v_signature gitversion.signatures;
BEGIN
    FOR v_signature IN
        SELECT s.* FROM gitversion.signatures s
        WHERE s.commit_id = p_commit_id AND s.tag_name IS NOT DISTINCT FROM p_tag_name
        ORDER BY s.recorded_at, s.signature_hash
    LOOP
        v_text := coalesce(v_text, CASE WHEN p_tag_name IS NULL THEN gitversion_internal.commit_text(p_commit_id)
            ELSE gitversion_internal.tag_text(p_tag_name) END);
        RETURN QUERY SELECT e.* FROM gitversion_internal.examine(v_text, v_signature.signature,
            CASE WHEN p_tag_name IS NULL THEN v_time ELSE v_signature.recorded_at END) e;
    END LOOP;
    IF NOT FOUND THEN
        RETURN QUERY VALUES ('unsigned', NULL::text, NULL::text, NULL::text, NULL::timestamptz, NULL::text);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.verdicts(integer, text) IS
    'what the signatures of a commit, or of a tag of it, are worth; one row where there are none; internal';

CREATE FUNCTION gitversion_internal.is_signed(p_commit_id integer) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM gitversion_internal.verdicts(p_commit_id, NULL) v WHERE v.status = 'good');
END
$$;
COMMENT ON FUNCTION gitversion_internal.is_signed(integer) IS
    'whether a commit has a good signature of a trusted key; internal';

-- A merge that is made here cannot have been signed before: what it brings has been.
CREATE FUNCTION gitversion_internal.require_signed(p_branch gitversion.branches, p_old_commit_id integer)
RETURNS void LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_commit gitversion.commits := (SELECT c FROM gitversion.commits c WHERE c.id = p_branch.head_commit_id);
    v_source integer := (
        SELECT coalesce((SELECT s.parent_id FROM gitversion.commit_parents s
                WHERE s.commit_id = v_commit.id AND s.position = 2),
            CASE WHEN v_commit.metadata ? 'squash' THEN (v_commit.metadata ->> 'source_commit')::integer END)
        FROM gitversion.commit_parents p
        WHERE p.commit_id = v_commit.id AND p.position = 1 AND p.parent_id = p_old_commit_id
            AND v_commit.branch_id = p_branch.id);
    v_needed integer := coalesce(v_source, v_commit.id);
    v_hash text := (SELECT left(c.commit_hash, 12) FROM gitversion.commits c WHERE c.id = v_needed);
BEGIN
    IF gitversion_internal.is_signed(v_commit.id) OR v_needed <> v_commit.id
        AND gitversion_internal.is_signed(v_needed) THEN
        RETURN;
    END IF;
    PERFORM gitversion_internal.raise('VC113',
        format('branch "%s" takes signed commits alone', p_branch.branch_name),
        format('Commit %s has no good signature of a trusted key: %s.', v_hash, (
            SELECT string_agg(concat(v.status, ' (' || rtrim(v.detail, '.') || ')'), ', ')
            FROM gitversion_internal.verdicts(v_needed, NULL) v)),
        'What is made on this branch itself cannot be signed before. Commit on another branch, sign its head (what '
        'gitversion.signing_text(branch) returns) with gitversion.sign_commit(branch, signature), and merge that.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_signed(gitversion.branches, integer) IS
    'fails unless the head of a branch, or what was merged into it since an old head, is signed; internal';
