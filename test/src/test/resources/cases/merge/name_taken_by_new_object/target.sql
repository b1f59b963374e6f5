ALTER TABLE item ADD COLUMN name text;
CREATE TABLE product (number integer);
