CREATE VIEW third AS SELECT name FROM long;
COMMENT ON VIEW third IS 'third';
