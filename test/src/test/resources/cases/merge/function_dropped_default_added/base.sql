CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS $$SELECT 'x'$$;
CREATE TABLE item (code text);
