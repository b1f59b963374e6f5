ALTER TYPE mood ADD VALUE 'elated' AFTER 'happy';
ALTER TABLE person ADD COLUMN age integer;
