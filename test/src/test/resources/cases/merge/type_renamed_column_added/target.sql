ALTER TABLE person ADD COLUMN mood mood DEFAULT 'sad';
CREATE FUNCTION cheer(m mood) RETURNS mood LANGUAGE sql AS $$SELECT 'happy'::mood$$;
