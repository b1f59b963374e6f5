CREATE FUNCTION f(a integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'source';
    RETURN 'base';
END $$;
