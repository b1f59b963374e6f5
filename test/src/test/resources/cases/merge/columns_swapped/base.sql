CREATE TABLE item (id integer PRIMARY KEY, a text, b text);
CREATE INDEX item_a_idx ON item (a);
