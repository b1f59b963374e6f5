CREATE TYPE mood AS ENUM ('ok');
CREATE FUNCTION cheer(m mood) RETURNS mood LANGUAGE sql AS $$SELECT m$$;
CREATE TABLE person (name text, mood mood);
