CREATE TABLE item (id integer, name text, old text);
CREATE VIEW everything AS SELECT * FROM item;
