CREATE TABLE item (id serial, number integer);
