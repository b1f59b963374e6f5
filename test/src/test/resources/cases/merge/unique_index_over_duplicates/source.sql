CREATE UNIQUE INDEX item_code_key ON item (lower(code));
