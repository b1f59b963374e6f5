ALTER TABLE item DROP CONSTRAINT size_check, ADD CONSTRAINT size_check CHECK (size > 2);
