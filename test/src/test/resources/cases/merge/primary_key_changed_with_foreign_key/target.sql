ALTER TABLE detail ADD COLUMN note text;
COMMENT ON CONSTRAINT detail_fkey ON detail IS 'to its item';
CREATE TABLE third (item_id integer, CONSTRAINT third_fkey FOREIGN KEY (item_id) REFERENCES item (id));
