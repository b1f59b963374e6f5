ALTER TABLE item ADD COLUMN c integer;
