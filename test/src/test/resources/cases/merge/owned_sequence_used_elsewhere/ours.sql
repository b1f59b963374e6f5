CREATE SEQUENCE item_id_seq AS integer;
CREATE TABLE item (id integer DEFAULT nextval('item_id_seq') NOT NULL, number integer);
ALTER SEQUENCE item_id_seq OWNED BY item.id;
CREATE TABLE other (id integer DEFAULT nextval('item_id_seq'));
