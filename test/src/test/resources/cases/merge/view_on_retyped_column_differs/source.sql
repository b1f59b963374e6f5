DROP VIEW sizes;
ALTER TABLE item ALTER COLUMN size TYPE bigint;
CREATE VIEW sizes AS SELECT id, size * 2 AS double_size FROM item;
