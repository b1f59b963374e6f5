CREATE TABLE other (id integer);
CREATE TABLE product (id integer);
