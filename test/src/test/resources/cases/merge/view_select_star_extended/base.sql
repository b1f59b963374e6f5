CREATE TABLE item (id integer, name text);
CREATE VIEW everything AS SELECT * FROM item;
CREATE VIEW above AS SELECT * FROM everything;
