CREATE TABLE item (id integer, name text, size integer);
CREATE VIEW v AS SELECT name FROM item;
CREATE FUNCTION rows_of_v() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v';
COMMENT ON FUNCTION rows_of_v() IS 'all';
GRANT EXECUTE ON FUNCTION rows_of_v() TO merge_reader;
