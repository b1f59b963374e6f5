CREATE OR REPLACE VIEW v AS SELECT id, upper(name) AS name, size FROM item WHERE size > 0;
