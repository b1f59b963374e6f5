CREATE TABLE item (id integer, name text);
GRANT SELECT ON item TO merge_reader;
