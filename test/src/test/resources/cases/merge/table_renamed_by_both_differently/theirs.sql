CREATE TABLE product (id integer);
