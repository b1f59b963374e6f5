CREATE TABLE item (id integer PRIMARY KEY, title text, CONSTRAINT item_name_check CHECK (title <> ''));
CREATE INDEX item_name_idx ON item (lower(title));
CREATE VIEW named AS SELECT id, title AS name FROM item;
CREATE UNIQUE INDEX item_name_key ON item (title) WHERE length(title) > 3;
