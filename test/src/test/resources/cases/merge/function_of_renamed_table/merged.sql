CREATE TABLE product (id integer, name text);
CREATE FUNCTION label(i product) RETURNS text LANGUAGE sql AS 'SELECT upper(i.name)';
COMMENT ON FUNCTION label(product) IS 'its name';
