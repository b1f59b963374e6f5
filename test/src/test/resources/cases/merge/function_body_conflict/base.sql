CREATE FUNCTION f(a integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'first';
    RETURN 'base';
END $$;
