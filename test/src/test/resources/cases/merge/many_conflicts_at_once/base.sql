CREATE TABLE one (a integer, b integer);
CREATE TABLE two (a integer);
CREATE VIEW v AS SELECT a FROM two;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
