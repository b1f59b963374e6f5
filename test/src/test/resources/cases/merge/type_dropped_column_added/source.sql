ALTER TABLE person ADD COLUMN mood mood;
