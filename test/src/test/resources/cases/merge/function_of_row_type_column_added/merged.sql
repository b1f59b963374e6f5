CREATE TABLE item (id integer, name text, size integer);
CREATE FUNCTION label(i item) RETURNS text LANGUAGE sql AS 'SELECT i.name';
CREATE FUNCTION everything() RETURNS SETOF item LANGUAGE sql AS 'SELECT * FROM item';
CREATE VIEW labels AS SELECT label(i) AS label FROM item i;
