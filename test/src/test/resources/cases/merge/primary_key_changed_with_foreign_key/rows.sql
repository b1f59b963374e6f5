INSERT INTO item VALUES (1, 'a'), (2, 'b');
INSERT INTO detail VALUES (1), (2);
