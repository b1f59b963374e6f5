CREATE TABLE item (id integer, name text) WITH (fillfactor = 70, autovacuum_enabled = false);
CREATE INDEX item_idx ON item (id);
ALTER TABLE item ALTER COLUMN name SET STORAGE EXTERNAL;
ALTER TABLE item ALTER COLUMN name SET STATISTICS 200;
