ALTER TYPE mood ADD VALUE 'neither';
ALTER TABLE person ADD COLUMN age integer;
