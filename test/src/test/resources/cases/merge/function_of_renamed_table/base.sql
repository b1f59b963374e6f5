CREATE TABLE item (id integer, name text);
CREATE FUNCTION label(i item) RETURNS text LANGUAGE sql AS 'SELECT i.name';
