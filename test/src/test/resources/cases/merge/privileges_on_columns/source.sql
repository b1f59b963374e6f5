REVOKE SELECT ON item FROM merge_reader;
GRANT SELECT (id, name) ON item TO merge_reader;
