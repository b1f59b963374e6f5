ALTER TABLE item ALTER COLUMN name TYPE varchar(20), ADD COLUMN size integer;
CREATE INDEX item_name_idx ON item (name);
