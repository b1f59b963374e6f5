CREATE TABLE other (id integer);
CREATE TABLE item (id bigint PRIMARY KEY, name text);
