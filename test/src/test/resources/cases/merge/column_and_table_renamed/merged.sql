CREATE TABLE product (id integer, title text, CONSTRAINT item_key PRIMARY KEY (id));
CREATE VIEW named AS SELECT title AS name FROM product;
