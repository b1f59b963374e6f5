CREATE TABLE item (id integer, name text, secret text);
GRANT SELECT (id), SELECT (name), UPDATE (name) ON item TO merge_reader;
GRANT INSERT ON item TO merge_writer;
