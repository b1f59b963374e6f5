SELECT a = 1 AND c = 'c' FROM item;
