CREATE TABLE item (id integer, name text, CONSTRAINT item_pkey PRIMARY KEY (id));
