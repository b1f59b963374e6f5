CREATE TABLE item (id integer PRIMARY KEY, name text);
CREATE INDEX item_name_idx ON item (lower(name)) WHERE name IS NOT NULL;
