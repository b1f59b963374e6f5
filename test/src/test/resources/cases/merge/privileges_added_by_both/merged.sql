CREATE TABLE item (id integer, name text);
GRANT SELECT ON item TO merge_owner WITH GRANT OPTION;
GRANT SELECT (name) ON item TO merge_writer;
GRANT INSERT, UPDATE ON item TO merge_writer;
