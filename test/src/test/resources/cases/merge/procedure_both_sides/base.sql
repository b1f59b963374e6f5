CREATE TABLE log (message text);
CREATE PROCEDURE p(m text) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log VALUES (m);
END $$;
