SELECT count(*) = 2 FROM item WHERE price = 0;
