CREATE TABLE one (a numeric, b integer DEFAULT 1);
CREATE TABLE two (a integer);
CREATE VIEW v AS SELECT a FROM two;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 2';
COMMENT ON TABLE two IS 'target';
