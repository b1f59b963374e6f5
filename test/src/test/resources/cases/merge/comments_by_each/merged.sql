CREATE TABLE item (id integer, name text);
CREATE INDEX item_idx ON item (id);
COMMENT ON TABLE item IS 'new';
COMMENT ON COLUMN item.id IS 'number';
COMMENT ON COLUMN item.name IS 'it''s "name"';
COMMENT ON INDEX item_idx IS 'index';
