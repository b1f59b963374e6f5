CREATE INDEX item_name_idx ON item (lower(name)) WHERE name IS NOT NULL;
