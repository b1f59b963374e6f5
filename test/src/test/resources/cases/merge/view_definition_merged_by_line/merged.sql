CREATE TABLE item (id integer, name text, size integer, price numeric);
CREATE VIEW v AS SELECT id, upper(name) AS name, size FROM item WHERE size > 1;
