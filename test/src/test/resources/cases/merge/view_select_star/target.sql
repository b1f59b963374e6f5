ALTER TABLE item ADD COLUMN size integer;
