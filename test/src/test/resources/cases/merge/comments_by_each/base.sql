CREATE TABLE item (id integer, name text);
COMMENT ON TABLE item IS 'old';
