-- Functions by name, not by number: a dump brings them back under other numbers. An update that finds the
-- table leaves it alone.
CREATE TABLE IF NOT EXISTS gitversion.branch_functions (
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    event text NOT NULL CHECK (event IN ('check', 'pre_commit', 'pre_merge', 'post_merge')),
    function_schema text NOT NULL,
    function_name text NOT NULL,
    registered_by text NOT NULL DEFAULT CURRENT_USER,
    registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (branch_id, event, function_schema, function_name)
);
COMMENT ON TABLE gitversion.branch_functions IS
    'the functions that checks and hooks of branches call; the views required_checks and hooks show them';
COMMENT ON COLUMN gitversion.branch_functions.event IS
    'check: must return true before a merge lands; pre_commit, pre_merge, post_merge: hooks';
SELECT pg_catalog.pg_extension_config_dump('gitversion.branch_functions', '');
