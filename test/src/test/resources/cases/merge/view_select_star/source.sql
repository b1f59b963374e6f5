DROP VIEW everything;
ALTER TABLE item DROP COLUMN old;
CREATE VIEW everything AS SELECT * FROM item;
