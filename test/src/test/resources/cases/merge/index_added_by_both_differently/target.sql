CREATE INDEX item_idx ON item (size DESC);
