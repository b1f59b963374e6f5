CREATE TABLE item (id integer, size integer DEFAULT 2);
