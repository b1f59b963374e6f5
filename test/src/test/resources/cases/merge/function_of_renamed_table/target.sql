COMMENT ON FUNCTION label(item) IS 'its name';
CREATE OR REPLACE FUNCTION label(i item) RETURNS text LANGUAGE sql AS 'SELECT upper(i.name)';
