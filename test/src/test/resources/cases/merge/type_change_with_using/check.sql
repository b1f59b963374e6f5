SELECT sum(size) = 25 FROM item;
