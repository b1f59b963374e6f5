GRANT UPDATE (name) ON item TO merge_reader;
GRANT INSERT ON item TO merge_writer;
