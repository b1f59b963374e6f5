CREATE TABLE item (a integer, b integer GENERATED ALWAYS AS (a + 2) STORED, c text);
CREATE INDEX item_b_idx ON item (b);
CREATE VIEW v AS SELECT b FROM item;
COMMENT ON VIEW v IS 'computed';
