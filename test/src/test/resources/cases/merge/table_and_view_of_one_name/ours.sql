CREATE TABLE item (id integer);
CREATE VIEW thing AS SELECT id FROM item;
