COMMENT ON POLICY own ON item IS 'one''s own';
ALTER TABLE item ADD COLUMN name text;
