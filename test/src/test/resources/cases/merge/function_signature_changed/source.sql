DROP VIEW v;
DROP FUNCTION f(integer);
CREATE FUNCTION f(a integer, b integer DEFAULT 2) RETURNS text LANGUAGE sql AS 'SELECT (a + b)::text';
CREATE VIEW v AS SELECT f(1) AS one;
