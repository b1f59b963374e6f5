CREATE TABLE log (id integer NOT NULL, t text, n integer) PARTITION BY RANGE (id);
CREATE TABLE log_1 (id integer NOT NULL, t text, n integer);
CREATE INDEX found ON log (t);
CREATE INDEX log_1_t_idx ON log_1 (t);
