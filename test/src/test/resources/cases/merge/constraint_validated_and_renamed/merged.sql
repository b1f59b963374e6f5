CREATE TABLE item (size integer, CONSTRAINT size_positive CHECK (size > 0));
