SELECT count(*) = 2 FROM product;
