CREATE TABLE log (id integer NOT NULL, t text, gone integer CHECK (gone > 0)) PARTITION BY RANGE (id);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10);
CREATE INDEX ON log (gone);
