CREATE DOMAIN code AS text CONSTRAINT code_length CHECK (length(VALUE) < 10);
CREATE TABLE item (code code);
