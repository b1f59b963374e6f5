CREATE TABLE item (id integer PRIMARY KEY, name text);
CREATE TABLE other (id integer);
