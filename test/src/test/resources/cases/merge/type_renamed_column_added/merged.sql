CREATE TYPE humour AS ENUM ('sad', 'happy');
CREATE TABLE person (name text, mood humour DEFAULT 'sad');
SET check_function_bodies = off;
CREATE FUNCTION cheer(m humour) RETURNS humour LANGUAGE sql AS $$SELECT 'happy'::mood$$;
RESET check_function_bodies;
