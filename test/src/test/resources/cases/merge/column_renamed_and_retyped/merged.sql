CREATE TABLE item (id integer PRIMARY KEY, length bigint NOT NULL DEFAULT 3);
