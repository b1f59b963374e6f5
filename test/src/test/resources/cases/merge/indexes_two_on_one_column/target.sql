CREATE INDEX item_name_4 ON item (name);
DROP INDEX item_name_1;
