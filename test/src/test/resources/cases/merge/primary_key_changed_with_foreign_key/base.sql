CREATE TABLE item (id integer, code text NOT NULL, CONSTRAINT item_pkey PRIMARY KEY (id));
CREATE TABLE detail (item_id integer, CONSTRAINT detail_fkey FOREIGN KEY (item_id) REFERENCES item (id));
