ALTER TABLE one ADD COLUMN note text;
