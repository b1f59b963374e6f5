CREATE TABLE item (a integer, b integer,
    CONSTRAINT two CHECK (a > 0), CONSTRAINT one CHECK (b > 0));
COMMENT ON CONSTRAINT two ON item IS 'about a';
