ALTER TABLE item ADD CONSTRAINT item_pkey PRIMARY KEY (id);
CREATE VIEW v AS SELECT id, name, count(*) AS n FROM item GROUP BY id;
