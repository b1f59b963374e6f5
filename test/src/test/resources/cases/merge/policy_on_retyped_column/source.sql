DROP POLICY own ON item;
ALTER TABLE item ALTER COLUMN tenant TYPE text;
CREATE POLICY own ON item TO merge_reader USING (tenant = CURRENT_USER);
