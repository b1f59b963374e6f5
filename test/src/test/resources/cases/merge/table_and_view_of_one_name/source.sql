CREATE TABLE thing (id integer, name text);
