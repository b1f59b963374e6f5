CREATE TABLE item (id serial PRIMARY KEY, name text CHECK (name <> ''));
COMMENT ON TABLE item IS 'things';
