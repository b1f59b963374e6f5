CREATE TABLE log (message text);
CREATE PROCEDURE p(m text) LANGUAGE plpgsql SET statement_timeout = '5s' SET work_mem = '8MB' AS $$
BEGIN
    INSERT INTO log VALUES (m);
END $$;
GRANT EXECUTE ON PROCEDURE p(text) TO merge_writer;
