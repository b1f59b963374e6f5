CREATE TABLE item (id integer, tenant text);
CREATE POLICY own ON item TO merge_reader USING (tenant = CURRENT_USER);
