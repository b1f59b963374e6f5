CREATE FUNCTION name_of(p integer) RETURNS text LANGUAGE sql
BEGIN ATOMIC
    SELECT name FROM item WHERE id = p;
END;
