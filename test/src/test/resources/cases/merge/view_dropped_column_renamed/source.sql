DROP VIEW v;
DROP INDEX item_idx;
