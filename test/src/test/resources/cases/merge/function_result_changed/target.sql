COMMENT ON FUNCTION f(integer) IS 'identity';
GRANT SELECT ON v TO merge_reader;
