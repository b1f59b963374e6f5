CREATE TABLE item (id serial, number integer);
CREATE TABLE other (id integer);
