CREATE TABLE item (id integer PRIMARY KEY, price integer DEFAULT 1);
