CREATE TABLE three (id integer);
CREATE TABLE two (id integer, name text);
