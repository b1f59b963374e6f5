CREATE TABLE item (id integer PRIMARY KEY, name text);
CREATE INDEX item_name_1 ON item (name);
CREATE INDEX item_name_2 ON item (name);
