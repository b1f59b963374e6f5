INSERT INTO c VALUES (1, 'gone with c', 'k', 2);
INSERT INTO g VALUES (1, 'kept in g', 'k', 2, 3);
INSERT INTO e VALUES (1, 'gone', 'k');
