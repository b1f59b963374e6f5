CREATE FUNCTION f(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT a::bigint';
COMMENT ON FUNCTION f(integer) IS 'identity';
CREATE VIEW v AS SELECT f(1)::text AS one;
GRANT SELECT ON v TO merge_reader;
