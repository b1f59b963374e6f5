CREATE TABLE item (id integer, size integer);
