CREATE TABLE old (id integer, was_item boolean, name text);
