COMMENT ON TABLE p IS 'the parent';
