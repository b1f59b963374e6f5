CREATE TABLE p (a integer);
COMMENT ON TABLE p IS 'the parent';
CREATE TABLE c (x integer) INHERITS (p);
CREATE TABLE g (b text, y integer) INHERITS (c);
CREATE TABLE e () INHERITS (p);
