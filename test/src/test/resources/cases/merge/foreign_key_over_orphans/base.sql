CREATE TABLE item (id integer PRIMARY KEY);
CREATE TABLE detail (id integer PRIMARY KEY, item_id integer);
