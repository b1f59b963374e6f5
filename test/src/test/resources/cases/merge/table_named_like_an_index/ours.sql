CREATE TABLE item (id integer);
CREATE TABLE thing (id integer);
