CREATE TABLE item (id integer PRIMARY KEY, name text, size integer);
CREATE INDEX item_idx ON item (name);
