CREATE TABLE item (id integer, tenant text, name text);
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON item TO merge_reader USING (tenant = CURRENT_USER);
COMMENT ON POLICY own ON item IS 'one''s own';
