CREATE TABLE item (a integer NOT NULL, b text, c text, d text);
CREATE VIEW v AS SELECT a, c FROM item;
