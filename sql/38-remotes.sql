-- Databases that fetch and push know by a name. An update that finds the table leaves it alone.
CREATE TABLE IF NOT EXISTS gitversion.remotes (
    remote_name text PRIMARY KEY,
    server_name name NOT NULL,
    added_by text NOT NULL DEFAULT CURRENT_USER,
    added_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gitversion.remotes IS 'other databases, by foreign servers: where to, and who as, the server says';
COMMENT ON COLUMN gitversion.remotes.server_name IS 'a foreign server of dblink_fdw, by name, as dumps have it';
SELECT pg_catalog.pg_extension_config_dump('gitversion.remotes', '');

CREATE VIEW gitversion_internal.remotes AS
    SELECT r.* FROM gitversion.remotes r
    WHERE r.added_by = current_user OR gitversion_internal.is_role(r.added_by)
        OR pg_catalog.pg_has_role('gitversion_admin', 'USAGE')
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.remotes IS 'for writing to remotes; internal';
