CREATE TABLE item (id integer, was_item boolean);
CREATE TABLE old (id integer, was_old boolean);
