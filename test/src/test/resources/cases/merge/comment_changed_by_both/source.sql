COMMENT ON TABLE item IS 'source';
