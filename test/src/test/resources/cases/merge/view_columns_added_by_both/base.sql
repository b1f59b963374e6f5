CREATE TABLE item (id integer, name text, size integer);
CREATE VIEW v AS SELECT id FROM item;
