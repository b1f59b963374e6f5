GRANT INSERT ON item TO merge_reader;
GRANT SELECT ON SEQUENCE s TO merge_reader;
