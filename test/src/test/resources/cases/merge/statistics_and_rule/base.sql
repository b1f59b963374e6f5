CREATE TABLE item (id integer, a integer, b integer);
CREATE STATISTICS item_stat (dependencies) ON a, b FROM item;
