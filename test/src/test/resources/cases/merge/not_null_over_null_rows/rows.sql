INSERT INTO item VALUES (1, 'one'), (2, NULL), (3, NULL);
