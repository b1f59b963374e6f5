CREATE TABLE item (id integer, title text);
