SELECT sum(length) = 12 FROM item;
