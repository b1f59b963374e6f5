CREATE DOMAIN code AS text NOT NULL DEFAULT 'x' CONSTRAINT code_length CHECK (length(VALUE) < 10)
    CONSTRAINT code_lower CHECK (VALUE = lower(VALUE));
COMMENT ON DOMAIN code IS 'a code';
CREATE TABLE item (code code);
