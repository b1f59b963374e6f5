CREATE TABLE other (id integer);
CREATE TABLE item (id integer PRIMARY KEY, size integer);
