CREATE TABLE item (id integer, name text);
CREATE VIEW v AS SELECT id, name FROM item;
CREATE FUNCTION rows_of_v() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
COMMENT ON FUNCTION rows_of_v() IS 'all';
