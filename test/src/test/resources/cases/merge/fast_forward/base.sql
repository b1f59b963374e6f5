CREATE TABLE item (id integer PRIMARY KEY, name text);
CREATE VIEW v AS SELECT * FROM item;
