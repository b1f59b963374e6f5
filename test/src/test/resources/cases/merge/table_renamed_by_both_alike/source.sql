ALTER TABLE item RENAME TO product;
ALTER TABLE product ADD COLUMN a text;
