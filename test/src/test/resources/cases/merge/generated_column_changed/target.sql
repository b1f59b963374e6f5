COMMENT ON VIEW v IS 'computed';
ALTER TABLE item ADD COLUMN c text;
