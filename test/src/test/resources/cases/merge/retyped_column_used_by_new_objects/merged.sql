CREATE TABLE item (id integer PRIMARY KEY, name text, size bigint,
    label varchar GENERATED ALWAYS AS (name || '!') STORED,
    CONSTRAINT item_check CHECK (name <> '' AND size > 0));
CREATE VIEW v AS SELECT name, size FROM item WHERE name = 'one';
CREATE MATERIALIZED VIEW m AS SELECT upper(name) AS name, size * 2 AS size FROM item;
CREATE INDEX item_idx ON item (lower(name), size);
CREATE POLICY p ON item USING (name = CURRENT_USER);
CREATE STATISTICS item_stat ON lower(name), size FROM item;
