COMMENT ON CONSTRAINT one ON item IS 'about a';
