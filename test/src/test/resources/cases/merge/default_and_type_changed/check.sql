SELECT sum(size) = 30 FROM item;
