COMMENT ON COLUMN item.name IS 'it''s "name"';
CREATE INDEX item_idx ON item (id);
COMMENT ON INDEX item_idx IS 'index';
