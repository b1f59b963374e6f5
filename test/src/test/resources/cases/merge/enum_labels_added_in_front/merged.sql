CREATE TYPE mood AS ENUM ('awful', 'sad', 'ok', 'happy');
COMMENT ON TYPE mood IS 'how one is';
CREATE FUNCTION cheer(m mood) RETURNS mood LANGUAGE sql AS $$SELECT m$$;
CREATE TABLE person (name text, mood mood);
