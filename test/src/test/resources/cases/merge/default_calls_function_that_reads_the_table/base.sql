CREATE TABLE item (id integer, number integer);
CREATE FUNCTION first_number() RETURNS integer LANGUAGE sql RETURN (SELECT min(number) FROM item);
ALTER TABLE item ALTER COLUMN number SET DEFAULT first_number();
