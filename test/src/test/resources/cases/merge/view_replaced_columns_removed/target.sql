COMMENT ON VIEW w IS 'ids';
COMMENT ON COLUMN v.id IS 'number';
