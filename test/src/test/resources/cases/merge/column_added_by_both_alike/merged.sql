CREATE TABLE item (id integer PRIMARY KEY, name text, price numeric(10,2) NOT NULL DEFAULT 0);
