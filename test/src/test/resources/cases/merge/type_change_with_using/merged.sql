CREATE TABLE item (id integer PRIMARY KEY, size integer);
CREATE TABLE other (id integer);
