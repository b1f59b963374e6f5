CREATE TABLE one (a bigint);
CREATE TABLE two (a integer);
CREATE VIEW v AS SELECT a FROM two;
COMMENT ON TABLE two IS 'source';
