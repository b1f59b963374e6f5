SELECT sum(number) = 3 FROM item;
