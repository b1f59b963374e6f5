ALTER TABLE detail ADD CONSTRAINT detail_item_fkey FOREIGN KEY (item_id) REFERENCES item (id);
