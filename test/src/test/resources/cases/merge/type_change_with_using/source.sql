ALTER TABLE item ALTER COLUMN size TYPE integer USING size::integer;
