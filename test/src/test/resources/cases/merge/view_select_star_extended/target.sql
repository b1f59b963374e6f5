COMMENT ON VIEW everything IS 'all';
GRANT SELECT ON everything TO merge_reader;
