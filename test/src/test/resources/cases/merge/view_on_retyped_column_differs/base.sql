CREATE TABLE item (id integer, size integer);
CREATE VIEW sizes AS SELECT id, size * 2 AS double_size FROM item;
