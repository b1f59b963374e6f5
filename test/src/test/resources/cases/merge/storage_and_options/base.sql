CREATE TABLE item (id integer, name text) WITH (fillfactor = 90);
CREATE INDEX item_idx ON item (id) WITH (fillfactor = 80);
