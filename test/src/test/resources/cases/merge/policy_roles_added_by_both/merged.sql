CREATE TABLE item (id integer, tenant text);
CREATE POLICY own ON item TO merge_reader, merge_writer, merge_owner USING (tenant = CURRENT_USER);
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
ALTER TABLE item FORCE ROW LEVEL SECURITY;
