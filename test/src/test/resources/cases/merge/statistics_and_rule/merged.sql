CREATE TABLE item (id integer, first integer, b integer);
CREATE STATISTICS item_stat (dependencies) ON first, b FROM item;
CREATE RULE quiet AS ON DELETE TO item DO INSTEAD NOTHING;
ALTER STATISTICS item_stat SET STATISTICS 500;
CREATE STATISTICS item_stat_2 (ndistinct) ON first, id FROM item;
