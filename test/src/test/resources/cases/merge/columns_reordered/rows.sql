INSERT INTO item VALUES (1, 'b', 'c');
