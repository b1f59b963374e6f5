SELECT total = 10 AND unit_price = 2.5 FROM item;
