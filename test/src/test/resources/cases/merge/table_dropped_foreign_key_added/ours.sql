CREATE TABLE detail (item_id integer);
