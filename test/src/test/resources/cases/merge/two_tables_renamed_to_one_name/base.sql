CREATE TABLE one (id integer);
CREATE TABLE two (id integer, name text);
