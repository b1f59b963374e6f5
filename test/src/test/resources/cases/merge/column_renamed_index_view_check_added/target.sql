CREATE INDEX item_name_idx ON item (lower(name));
CREATE VIEW named AS SELECT id, name FROM item;
ALTER TABLE item ADD CONSTRAINT item_name_check CHECK (name <> '');
CREATE UNIQUE INDEX item_name_key ON item (name) WHERE length(name) > 3;
