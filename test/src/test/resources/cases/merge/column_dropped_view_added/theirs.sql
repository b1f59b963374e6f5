CREATE TABLE item (id integer, name text);
CREATE VIEW named AS SELECT id, name FROM item;
