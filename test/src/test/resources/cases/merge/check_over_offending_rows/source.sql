ALTER TABLE item ADD CONSTRAINT item_size_check CHECK (size > 0);
