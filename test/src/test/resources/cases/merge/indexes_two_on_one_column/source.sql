CREATE INDEX item_name_3 ON item (name);
ALTER TABLE item ADD COLUMN size integer;
