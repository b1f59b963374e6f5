SELECT (SELECT id = 1 FROM two) AND (SELECT id = 2 FROM one);
