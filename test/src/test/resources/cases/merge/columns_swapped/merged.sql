CREATE TABLE item (id integer PRIMARY KEY, b text DEFAULT 'default of the first', a text);
CREATE INDEX item_a_idx ON item (b);
CREATE VIEW both_columns AS SELECT b AS a, a AS b FROM item;
