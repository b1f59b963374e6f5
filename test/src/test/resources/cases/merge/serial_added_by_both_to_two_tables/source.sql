ALTER TABLE one ADD COLUMN id serial;
