CREATE TABLE item (number integer);
CREATE TABLE other (id integer);
