ALTER TABLE item RENAME COLUMN name TO title;
ALTER TABLE item RENAME CONSTRAINT item_pkey TO item_key;
