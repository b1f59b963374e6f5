CREATE TABLE item (id integer PRIMARY KEY, size smallint DEFAULT 3);
