COMMENT ON TABLE item IS 'target';
