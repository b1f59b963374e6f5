CREATE TYPE point2 AS (x integer, height integer, z integer);
COMMENT ON TYPE point2 IS 'where';
CREATE FUNCTION norm(p point2) RETURNS integer LANGUAGE sql AS 'SELECT p.x';
