ALTER TABLE item RENAME TO product;
