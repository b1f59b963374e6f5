CREATE TABLE item (id integer PRIMARY KEY);
CREATE TABLE detail (item_id integer, CONSTRAINT detail_item_fkey FOREIGN KEY (item_id) REFERENCES item (id));
