CREATE TABLE item (id integer, size bigint);
CREATE VIEW sizes AS SELECT id, size * 2 AS double_size FROM item;
CREATE VIEW third AS SELECT double_size FROM sizes;
COMMENT ON COLUMN third.double_size IS 'twice';
