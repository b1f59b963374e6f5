ALTER TABLE base ADD COLUMN late date;
