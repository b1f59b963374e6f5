SELECT count(*) = 2 FROM item WHERE b = 'b' OR b = 'b';
