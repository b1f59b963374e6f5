CREATE TABLE item (id integer, number integer, name text);
CREATE FUNCTION first_number() RETURNS integer LANGUAGE sql RETURN (SELECT min(number) FROM item);
CREATE FUNCTION next_id() RETURNS integer LANGUAGE sql RETURN (SELECT max(id) + 1 FROM item);
ALTER TABLE item ALTER COLUMN number SET DEFAULT first_number();
ALTER TABLE item ALTER COLUMN id SET DEFAULT next_id();
