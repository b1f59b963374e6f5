CREATE TABLE item (id integer PRIMARY KEY, name varchar(20), size integer);
