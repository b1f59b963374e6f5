CREATE TABLE item (id integer, name text, size integer);
CREATE VIEW everything AS SELECT id, name, size FROM item;
CREATE VIEW above AS SELECT id, name FROM everything;
COMMENT ON VIEW everything IS 'all';
GRANT SELECT ON everything TO merge_reader;
