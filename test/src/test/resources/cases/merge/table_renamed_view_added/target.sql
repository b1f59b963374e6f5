CREATE VIEW named AS SELECT id, name FROM item WHERE name IS NOT NULL;
CREATE TABLE detail (item_id integer REFERENCES item (id));
