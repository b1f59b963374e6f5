ALTER TABLE log ADD COLUMN n integer; CREATE INDEX found ON log (t);
