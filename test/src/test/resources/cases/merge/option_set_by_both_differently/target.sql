ALTER TABLE item SET (fillfactor = 70);
