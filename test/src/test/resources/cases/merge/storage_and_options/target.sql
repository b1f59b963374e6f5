ALTER TABLE item SET (fillfactor = 70);
ALTER INDEX item_idx RESET (fillfactor);
ALTER TABLE item ALTER COLUMN name SET STATISTICS 200;
