CREATE TABLE item (id integer) WITH (fillfactor = 70);
