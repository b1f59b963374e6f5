CREATE TABLE item (id bigint PRIMARY KEY);
CREATE TABLE detail (item_id bigint REFERENCES item (id));
