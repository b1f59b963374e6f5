CREATE INDEX item_idx ON item (name);
