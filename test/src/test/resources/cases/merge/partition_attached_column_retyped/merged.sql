CREATE TABLE log (id integer NOT NULL, t varchar(30), n integer) PARTITION BY RANGE (id);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10);
CREATE TABLE free (t varchar(30), id integer NOT NULL, n integer);
CREATE INDEX by_t ON log (t);
CREATE INDEX free_t ON free (t);
ALTER TABLE log ATTACH PARTITION free FOR VALUES FROM (10) TO (20);
