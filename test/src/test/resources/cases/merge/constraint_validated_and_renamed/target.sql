ALTER TABLE item RENAME CONSTRAINT size_check TO size_positive;
