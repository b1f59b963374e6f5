COMMENT ON TABLE item IS 'new';
COMMENT ON COLUMN item.id IS 'number';
