GRANT INSERT, UPDATE ON item TO merge_writer;
REVOKE SELECT ON item FROM merge_reader;
