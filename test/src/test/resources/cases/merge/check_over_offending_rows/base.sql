CREATE TABLE item (id integer PRIMARY KEY, size integer);
