ALTER TABLE item ADD COLUMN total numeric GENERATED ALWAYS AS (price * amount) STORED;
