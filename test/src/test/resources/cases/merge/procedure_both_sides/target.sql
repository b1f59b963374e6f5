ALTER PROCEDURE p(text) SET statement_timeout = '5s';
GRANT EXECUTE ON PROCEDURE p(text) TO merge_writer;
