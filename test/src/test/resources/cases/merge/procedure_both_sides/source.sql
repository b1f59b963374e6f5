ALTER PROCEDURE p(text) SET work_mem = '8MB';
