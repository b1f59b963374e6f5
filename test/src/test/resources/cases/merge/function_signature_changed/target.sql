COMMENT ON VIEW v IS 'calls f';
