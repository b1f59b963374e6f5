ALTER POLICY own ON item TO merge_reader, merge_writer;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
