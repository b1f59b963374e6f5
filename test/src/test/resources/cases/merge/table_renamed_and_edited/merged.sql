CREATE TABLE product (id integer, name varchar(20), size integer, CONSTRAINT item_pkey PRIMARY KEY (id));
CREATE INDEX item_name_idx ON product (name);
