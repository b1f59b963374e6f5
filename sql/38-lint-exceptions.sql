-- An update that finds the table leaves it alone.
CREATE TABLE IF NOT EXISTS gitversion.lint_exceptions (
    branch_id integer NOT NULL REFERENCES gitversion.branches (id),
    code text NOT NULL,
    PRIMARY KEY (branch_id, code)
);
COMMENT ON TABLE gitversion.lint_exceptions IS 'the rules of lint that are off for a branch';
SELECT pg_catalog.pg_extension_config_dump('gitversion.lint_exceptions', '');
