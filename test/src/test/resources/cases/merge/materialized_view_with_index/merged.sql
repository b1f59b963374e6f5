CREATE TABLE item (id integer, name text, size integer);
CREATE MATERIALIZED VIEW m AS SELECT id, name, size FROM item;
CREATE UNIQUE INDEX m_key ON m (id);
GRANT SELECT ON m TO merge_reader;
CREATE INDEX m_name_idx ON m (name);
COMMENT ON MATERIALIZED VIEW m IS 'kept';
