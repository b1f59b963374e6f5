ALTER TABLE item SET (autovacuum_enabled = false);
ALTER TABLE item ALTER COLUMN name SET STORAGE EXTERNAL;
