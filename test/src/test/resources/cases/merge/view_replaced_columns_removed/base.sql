CREATE TABLE item (id integer, name text, size integer);
CREATE VIEW v AS SELECT id, name, size FROM item;
CREATE VIEW w AS SELECT id FROM v;
GRANT SELECT ON w TO merge_reader;
