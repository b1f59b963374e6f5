CREATE TABLE item (id integer, name text);
CREATE TABLE product (number integer);
