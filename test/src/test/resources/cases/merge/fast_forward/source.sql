ALTER TABLE item RENAME TO product;
ALTER TABLE product RENAME COLUMN name TO title;
ALTER TABLE product ADD COLUMN size integer NOT NULL DEFAULT 7;
CREATE TABLE detail (id integer REFERENCES product);
