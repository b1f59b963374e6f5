ALTER TABLE item RENAME COLUMN price TO unit_price;
