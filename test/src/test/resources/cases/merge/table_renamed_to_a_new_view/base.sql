CREATE TABLE item (id integer);
CREATE TABLE other (id integer);
