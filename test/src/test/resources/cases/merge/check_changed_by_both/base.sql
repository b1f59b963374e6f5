CREATE TABLE item (size integer, CONSTRAINT size_check CHECK (size > 0));
