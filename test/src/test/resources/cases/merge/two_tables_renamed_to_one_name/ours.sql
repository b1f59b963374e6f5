CREATE TABLE one (id integer);
CREATE TABLE three (id integer, name text);
