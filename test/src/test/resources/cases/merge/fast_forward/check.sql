SELECT title = 'one' AND size = 7 FROM product;
