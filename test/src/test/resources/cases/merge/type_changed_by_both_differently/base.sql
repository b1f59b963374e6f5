CREATE TABLE item (id integer, size smallint);
