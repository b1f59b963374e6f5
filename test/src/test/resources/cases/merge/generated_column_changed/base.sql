CREATE TABLE item (a integer, b integer GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX item_b_idx ON item (b);
CREATE VIEW v AS SELECT b FROM item;
