ALTER POLICY own ON item TO merge_reader, merge_owner;
ALTER TABLE item FORCE ROW LEVEL SECURITY;
