DROP VIEW v;
DROP FUNCTION f(integer);
CREATE FUNCTION f(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT a::bigint';
CREATE VIEW v AS SELECT f(1)::text AS one;
