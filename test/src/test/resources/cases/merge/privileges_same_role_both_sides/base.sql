CREATE TABLE item (id integer);
CREATE SEQUENCE s;
