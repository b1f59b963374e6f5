CREATE TABLE item (id integer NOT NULL, code text NOT NULL, CONSTRAINT item_pkey PRIMARY KEY (code), CONSTRAINT item_id_key UNIQUE (id));
CREATE TABLE detail (item_id integer, note text, CONSTRAINT detail_fkey FOREIGN KEY (item_id) REFERENCES item (id));
COMMENT ON CONSTRAINT detail_fkey ON detail IS 'to its item';
CREATE TABLE third (item_id integer, CONSTRAINT third_fkey FOREIGN KEY (item_id) REFERENCES item (id));
