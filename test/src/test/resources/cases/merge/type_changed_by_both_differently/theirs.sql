CREATE TABLE item (id integer, size bigint);
