CREATE TYPE point2 AS (x integer, y integer);
CREATE FUNCTION norm(p point2) RETURNS integer LANGUAGE sql AS 'SELECT p.x';
