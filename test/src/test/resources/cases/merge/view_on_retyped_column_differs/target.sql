CREATE VIEW third AS SELECT double_size FROM sizes;
COMMENT ON COLUMN third.double_size IS 'twice';
