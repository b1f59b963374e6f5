CREATE TABLE item (id integer PRIMARY KEY, c integer, a text, b text DEFAULT 'b');
