SELECT (SELECT sum(id) = 3 FROM one) AND (SELECT count(*) = 1 FROM two);
