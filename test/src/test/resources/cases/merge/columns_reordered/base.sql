CREATE TABLE item (a integer, b text, c text);
CREATE VIEW v AS SELECT a, c FROM item;
