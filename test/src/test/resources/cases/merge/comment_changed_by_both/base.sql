CREATE TABLE item (id integer);
COMMENT ON TABLE item IS 'base';
