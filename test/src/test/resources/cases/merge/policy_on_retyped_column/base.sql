CREATE TABLE item (id integer, tenant varchar(10));
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON item TO merge_reader USING (tenant = CURRENT_USER);
