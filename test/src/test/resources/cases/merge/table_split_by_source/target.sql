ALTER TABLE person RENAME TO people;
ALTER TABLE people ADD COLUMN born date;
