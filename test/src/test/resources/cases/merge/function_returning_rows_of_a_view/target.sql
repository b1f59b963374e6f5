GRANT EXECUTE ON FUNCTION rows_of_v() TO merge_reader;
ALTER TABLE item ADD COLUMN size integer;
