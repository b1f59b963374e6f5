CREATE TABLE item (size integer);
ALTER TABLE item ADD CONSTRAINT size_check CHECK (size > 0) NOT VALID;
