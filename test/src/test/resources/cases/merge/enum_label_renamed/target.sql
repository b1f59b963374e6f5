ALTER TABLE person ADD COLUMN age integer;
