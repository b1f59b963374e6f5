CREATE TABLE item (id integer, name text);
CREATE FUNCTION label(i item) RETURNS text LANGUAGE sql AS 'SELECT i.name';
CREATE FUNCTION everything() RETURNS SETOF item LANGUAGE sql AS 'SELECT * FROM item';
