CREATE TABLE item (id integer, name text DEFAULT 'x', CONSTRAINT item_pkey PRIMARY KEY (id));
CREATE VIEW v AS SELECT id, name, count(*) AS n FROM item GROUP BY id;
