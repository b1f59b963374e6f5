CREATE TABLE product (id integer, name text, CONSTRAINT item_pkey PRIMARY KEY (id));
CREATE VIEW named AS SELECT id, name FROM product WHERE name IS NOT NULL;
CREATE TABLE detail (item_id integer REFERENCES product (id));
