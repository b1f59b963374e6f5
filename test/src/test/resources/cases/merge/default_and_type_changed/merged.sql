CREATE TABLE item (id integer PRIMARY KEY, size bigint NOT NULL DEFAULT 5);
COMMENT ON COLUMN item.size IS 'in millimetres';
