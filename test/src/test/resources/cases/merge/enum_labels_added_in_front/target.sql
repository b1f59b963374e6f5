ALTER TYPE mood ADD VALUE 'happy' AFTER 'ok';
COMMENT ON TYPE mood IS 'how one is';
