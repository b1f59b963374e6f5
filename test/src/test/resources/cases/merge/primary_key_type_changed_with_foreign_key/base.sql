CREATE TABLE item (id integer PRIMARY KEY);
CREATE TABLE detail (item_id integer REFERENCES item (id));
