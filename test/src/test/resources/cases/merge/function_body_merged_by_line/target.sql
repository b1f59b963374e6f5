CREATE OR REPLACE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    a integer := 1;
    b integer := 2;
    c integer := 3;
BEGIN
    a := a + 1;
    b := b + 1;
    c := c + 1;
    RETURN a + b + c + 100;
END $$;
COMMENT ON FUNCTION f() IS 'sums up';
