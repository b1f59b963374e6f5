CREATE TABLE item (id integer PRIMARY KEY, code text, kind integer);
