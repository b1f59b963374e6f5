-- Who is trusted, and what was signed. No key here can sign anything: they are public ones. An update that
-- finds the tables leaves them alone.
CREATE TABLE IF NOT EXISTS gitversion.trusted_keys (
    key_name text PRIMARY KEY,
    who text NOT NULL,
    key_type text NOT NULL CHECK (key_type IN ('openpgp', 'ssh')),
    fingerprint text NOT NULL,
    public_key text NOT NULL,
    valid_from timestamptz,
    valid_to timestamptz,
    revoked_at timestamptz,
    reason text,
    trusted_by text NOT NULL DEFAULT CURRENT_USER,
    trusted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.trusted_keys IS 'the public keys whose signatures count; trust_key adds one';
COMMENT ON COLUMN gitversion.trusted_keys.who IS 'whose key it is';
COMMENT ON COLUMN gitversion.trusted_keys.valid_from IS 'what was signed before does not count; null: no beginning';
COMMENT ON COLUMN gitversion.trusted_keys.valid_to IS 'what was signed from then on does not count; null: no end';
COMMENT ON COLUMN gitversion.trusted_keys.revoked_at IS
    'when the key was revoked: nothing that it signed counts any more, whenever that was';
COMMENT ON COLUMN gitversion.trusted_keys.reason IS 'why it was revoked';
SELECT pg_catalog.pg_extension_config_dump('gitversion.trusted_keys', '');

CREATE TABLE IF NOT EXISTS gitversion.signatures (
    commit_id integer NOT NULL REFERENCES gitversion.commits (id),
    signature_hash text NOT NULL,
    tag_name text,
    signature text NOT NULL CHECK (length(signature) <= 65536),
    recorded_by text NOT NULL DEFAULT CURRENT_USER,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (commit_id, signature_hash)
);
COMMENT ON TABLE gitversion.signatures IS
    'signatures of commits and tags as they were given, or came in bundles: verify_commit and verify_tag say '
    'what they are worth';
COMMENT ON COLUMN gitversion.signatures.signature_hash IS 'SHA-256 of the signature';
COMMENT ON COLUMN gitversion.signatures.tag_name IS 'the tag that is signed; null: it is the commit itself';
COMMENT ON COLUMN gitversion.signatures.signature IS 'in ASCII armor';
SELECT pg_catalog.pg_extension_config_dump('gitversion.signatures', '');

CREATE VIEW gitversion_internal.trusted_keys AS SELECT k.* FROM gitversion.trusted_keys k;
COMMENT ON VIEW gitversion_internal.trusted_keys IS 'for writing to trusted_keys; internal';

-- Anybody may have a signature of somebody else: whose it is, it says itself.
CREATE VIEW gitversion_internal.signatures AS
    SELECT s.* FROM gitversion.signatures s
    WHERE (s.recorded_by = current_user OR gitversion_internal.is_role(s.recorded_by)
            OR pg_catalog.pg_has_role('gitversion_admin', 'USAGE'))
        AND s.signature_hash = pg_catalog.encode(
            pg_catalog.sha256(pg_catalog.convert_to(s.signature, 'UTF8')), 'hex')
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.signatures IS 'for writing to signatures; internal';
