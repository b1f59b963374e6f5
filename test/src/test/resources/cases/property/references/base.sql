CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int);
CREATE TYPE mood AS ENUM ('x', 'y');
CREATE FUNCTION lower(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT pg_catalog.upper($1) $$;
CREATE SEQUENCE s;
CREATE TABLE t (id int, a text);
