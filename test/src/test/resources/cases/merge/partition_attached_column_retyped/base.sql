CREATE TABLE log (id integer NOT NULL, t text) PARTITION BY RANGE (id);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10);
CREATE TABLE free (t text, id integer NOT NULL);
CREATE INDEX free_t ON free (t);
