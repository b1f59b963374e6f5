INSERT INTO item VALUES ('A'), ('b');
