CREATE TABLE item (id integer PRIMARY KEY, name text, size integer);
CREATE INDEX item_name_2 ON item (name);
CREATE INDEX item_name_3 ON item (name);
CREATE INDEX item_name_4 ON item (name);
