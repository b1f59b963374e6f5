CREATE TABLE item (id integer, name text);
CREATE VIEW v AS SELECT id FROM item;
