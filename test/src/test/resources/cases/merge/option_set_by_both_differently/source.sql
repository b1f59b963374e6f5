ALTER TABLE item SET (fillfactor = 80);
