CREATE TABLE item (id integer, name text, size integer);
CREATE VIEW everything AS SELECT id, name FROM item;
