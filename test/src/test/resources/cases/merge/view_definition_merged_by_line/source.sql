CREATE OR REPLACE VIEW v AS SELECT id, name, size FROM item WHERE size > 1;
