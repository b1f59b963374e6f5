INSERT INTO item VALUES (1, 'a', 1), (2, 'a', 1), (3, 'b', 1), (4, NULL, 1), (5, NULL, 1);
