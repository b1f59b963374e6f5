-- Whose signatures count, and taking signatures in.
CREATE FUNCTION gitversion.trust_key(p_key_name text, p_who text, p_public_key text,
    p_from timestamptz DEFAULT NULL, p_to timestamptz DEFAULT NULL)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_argument text := CASE WHEN coalesce(p_key_name, '') = '' THEN 'p_key_name'
        WHEN coalesce(p_who, '') = '' THEN 'p_who' WHEN p_public_key IS NULL THEN 'p_public_key' END;
    v_known gitversion.trusted_keys := (SELECT k FROM gitversion.trusted_keys k WHERE k.key_name = p_key_name);
    v_key jsonb;
BEGIN
    IF v_argument IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC014', format('argument %s is NULL or empty', v_argument),
            format('The function needs a value for %s.', v_argument),
            'Give the key a name, say whose it is, and give its public part.');
    ELSIF p_from >= p_to THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_to is not later than p_from',
            format('The key would count from %s to %s.', p_from, p_to), 'Give a later end, or none.');
    END IF;
    PERFORM gitversion_internal.writable();
    v_key := gitversion_internal.describe_key(p_public_key);
    IF v_known.fingerprint <> v_key ->> 'fingerprint' THEN
        PERFORM gitversion_internal.raise('VC014', format('"%s" is the name of another key', p_key_name),
            format('That one has the fingerprint %s.', v_known.fingerprint),
            'Choose another name; gitversion.revoke_key(name) revokes a key.');
    ELSIF v_known.revoked_at IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC111', format('key "%s" is revoked', p_key_name),
            'What is revoked is never trusted again.', 'Have another key made.');
    END IF;
    INSERT INTO gitversion_internal.trusted_keys AS k (
        key_name, who, key_type, fingerprint, public_key, valid_from, valid_to)
    VALUES (p_key_name, p_who, v_key ->> 'type', v_key ->> 'fingerprint', p_public_key, p_from, p_to)
    ON CONFLICT (key_name) DO UPDATE SET who = excluded.who, public_key = excluded.public_key,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    RETURN v_key ->> 'fingerprint';
END
$$;
COMMENT ON FUNCTION gitversion.trust_key(text, text, text, timestamptz, timestamptz) IS
    'lets signatures of a public key (of gpg --armor --export, or a line of an SSH .pub file) count from one time '
    'to another, and returns its fingerprint; with a name that is there, gives that key other times or a newer export';

CREATE FUNCTION gitversion.revoke_key(p_key_name text, p_reason text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_key_name IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_key_name is NULL',
            'The function needs a value for p_key_name.', 'Name a key of gitversion.trusted_keys.');
    END IF;
    PERFORM gitversion_internal.writable();
    UPDATE gitversion_internal.trusted_keys k SET revoked_at = coalesce(k.revoked_at, clock_timestamp()),
        reason = coalesce(p_reason, k.reason)
    WHERE k.key_name = p_key_name;
    IF NOT FOUND THEN
        PERFORM gitversion_internal.raise('VC114', format('there is no trusted key "%s"', p_key_name),
            'No trusted key has this name.', 'SELECT key_name, who FROM gitversion.trusted_keys lists them.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.revoke_key(text, text) IS
    'lets nothing count any more that a key signed, whenever that was; for good';

CREATE FUNCTION gitversion_internal.sign(
    p_commit_id integer, p_is_tag boolean, p_tag_name text, p_signature text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    IF p_signature IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_signature is NULL',
            'The function needs a value for p_signature.',
            'Give what gpg --armor --detach-sign or ssh-keygen -Y sign -n gitversion made.');
    END IF;
    PERFORM gitversion_internal.writable();
    SELECT e.* INTO v FROM gitversion_internal.examine(CASE WHEN p_is_tag
        THEN gitversion_internal.tag_text(p_tag_name) ELSE gitversion_internal.commit_text(p_commit_id) END,
        p_signature, CASE WHEN p_is_tag THEN clock_timestamp() ELSE (SELECT c.committed_at
            FROM gitversion.commits c WHERE c.id = p_commit_id) END) e;
    IF v.status <> 'good' THEN
        PERFORM gitversion_internal.raise('VC112', format('the signature does not count: %s', v.status), v.detail,
            CASE v.status WHEN 'unknown key' THEN 'An admin can call gitversion.trust_key(name, who, public_key).'
                ELSE 'Sign what gitversion.signing_text(revision) or gitversion.tag_signing_text(tag) returns, with a '
                'key of gitversion.trusted_keys: ssh-keygen -Y sign -n gitversion, or gpg --armor --detach-sign.' END);
    END IF;
    PERFORM gitversion_internal.add_signature(p_commit_id, p_tag_name, p_signature);
    RETURN v.key_name;
END
$$;
COMMENT ON FUNCTION gitversion_internal.sign(integer, boolean, text, text) IS
    'takes a signature in, if it is good, and returns whose key made it; internal';

CREATE FUNCTION gitversion_internal.add_signature(p_commit_id integer, p_tag_name text, p_signature text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO gitversion_internal.signatures (commit_id, tag_name, signature_hash, signature)
    VALUES (p_commit_id, p_tag_name, encode(sha256(convert_to(p_signature, 'UTF8')), 'hex'), p_signature)
    ON CONFLICT DO NOTHING;
END
$$;
COMMENT ON FUNCTION gitversion_internal.add_signature(integer, text, text) IS
    'keeps a signature, whatever it is worth; internal';

CREATE FUNCTION gitversion.sign_commit(p_revision text, p_signature text) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.sign(gitversion.rev_parse(p_revision), false, NULL, p_signature);
END;
COMMENT ON FUNCTION gitversion.sign_commit(text, text) IS
    'keeps a signature of what signing_text returns, if it is good, and returns the name of the key that made it';

CREATE FUNCTION gitversion.sign_tag(p_tag_name text, p_signature text) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.sign((SELECT t.commit_id FROM gitversion.tags t WHERE t.tag_name = p_tag_name),
        true, p_tag_name, p_signature);
END;
COMMENT ON FUNCTION gitversion.sign_tag(text, text) IS
    'keeps a signature of what tag_signing_text returns, if it is good, and returns the name of the key that made it';

CREATE FUNCTION gitversion.verify_commit(p_revision text DEFAULT NULL)
RETURNS TABLE (status text, key_name text, who text, fingerprint text, signed_at timestamptz, detail text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT v.* FROM gitversion_internal.verdicts(gitversion_internal.tip(p_revision), NULL) v;
END;
COMMENT ON FUNCTION gitversion.verify_commit(text) IS
    'what each signature of a commit is worth: good, bad, weak, malformed, unknown key, expired, revoked; or that '
    'it is unsigned';

CREATE FUNCTION gitversion.verify_tag(p_tag_name text)
RETURNS TABLE (status text, key_name text, who text, fingerprint text, signed_at timestamptz, detail text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.tag_text(p_tag_name);
    RETURN QUERY SELECT v.* FROM gitversion.tags t, gitversion_internal.verdicts(t.commit_id, t.tag_name) v
        WHERE t.tag_name = p_tag_name;
END
$$;
COMMENT ON FUNCTION gitversion.verify_tag(text) IS 'what each signature of a tag is worth, as verify_commit';

CREATE FUNCTION gitversion.verify_branch(p_branch_name text)
RETURNS TABLE (commit_hash text, author text, committed_at timestamptz, message text, status text, key_name text,
    who text, detail text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
    v_id integer := gitversion_internal.branch_id(p_branch_name);
BEGIN
    RETURN QUERY
        SELECT c.commit_hash, c.author, c.committed_at, c.message, v.status, v.key_name, v.who, v.detail
        FROM gitversion.commits c
        CROSS JOIN LATERAL gitversion_internal.verdicts(c.id, NULL) v
        WHERE c.id IN (SELECT h.id FROM gitversion_internal.histories(ARRAY(
            SELECT b.head_commit_id FROM gitversion.branches b WHERE b.id = v_id)) h (id))
        ORDER BY c.id DESC, v.status <> 'good';
END
$$;
COMMENT ON FUNCTION gitversion.verify_branch(text) IS
    'what the signatures of all commits of a branch are worth, the newest commit first, as verify_commit';
