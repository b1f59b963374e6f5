ALTER TABLE item RENAME TO product;
ALTER TABLE product ADD COLUMN b text;
ALTER TABLE product RENAME name TO title;
