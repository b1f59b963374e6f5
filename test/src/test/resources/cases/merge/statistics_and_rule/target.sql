ALTER STATISTICS item_stat SET STATISTICS 500;
CREATE STATISTICS item_stat_2 (ndistinct) ON a, id FROM item;
