CREATE TABLE product (id integer, title text, size integer NOT NULL DEFAULT 7, CONSTRAINT item_pkey PRIMARY KEY (id));
CREATE VIEW v AS SELECT id, title AS name FROM product;
CREATE TABLE detail (id integer REFERENCES product);
