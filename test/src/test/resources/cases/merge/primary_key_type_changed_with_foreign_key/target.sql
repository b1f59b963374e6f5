ALTER TABLE detail ALTER COLUMN item_id TYPE bigint;
