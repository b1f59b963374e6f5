CREATE TABLE item (id integer);
CREATE SEQUENCE s;
GRANT SELECT, INSERT ON item TO merge_reader;
GRANT SELECT, USAGE ON SEQUENCE s TO merge_reader;
