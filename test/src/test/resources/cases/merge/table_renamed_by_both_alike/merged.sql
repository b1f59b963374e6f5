CREATE TABLE product (id integer, title text, b text, a text);
