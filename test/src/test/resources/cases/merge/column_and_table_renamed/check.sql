SELECT title = 'one' FROM product;
