CREATE TABLE other (x integer PRIMARY KEY);
CREATE TABLE log (id integer PRIMARY KEY REFERENCES other, t text, CONSTRAINT filled CHECK (t <> ''))
    PARTITION BY RANGE (id);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10);
CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (10) TO (20);
CREATE INDEX found ON log (lower(t), id) WHERE id > 0;
ALTER INDEX log_2_lower_id_idx RENAME TO log_2_expr_id_idx;
