CREATE VIEW v AS SELECT id, name, count(*) AS n FROM item GROUP BY id;
