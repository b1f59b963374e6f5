ALTER TABLE item ALTER COLUMN a SET DEFAULT 'default of the first';
CREATE VIEW both_columns AS SELECT a, b FROM item;
