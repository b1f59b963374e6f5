INSERT INTO heir VALUES (1, 2, 'x');
