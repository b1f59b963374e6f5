GRANT SELECT ON item TO merge_reader;
GRANT USAGE ON SEQUENCE s TO merge_reader;
