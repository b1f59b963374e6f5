GRANT SELECT ON item TO merge_owner WITH GRANT OPTION;
GRANT SELECT (name) ON item TO merge_writer;
