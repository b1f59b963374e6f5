SELECT t = 'b' FROM log WHERE id = 11;
