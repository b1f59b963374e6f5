CREATE TABLE item (id integer, name text);
CREATE VIEW v AS SELECT id, name FROM item;
CREATE INDEX item_idx ON item (lower(name));
