CREATE TABLE item (id integer, name text, secret text);
GRANT SELECT ON item TO merge_reader;
