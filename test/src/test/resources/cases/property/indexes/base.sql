CREATE TABLE t (id int PRIMARY KEY, a text, b int);
CREATE INDEX ix ON t (a); CREATE INDEX ie ON t (lower(a), (b + 1)); CREATE INDEX ig ON t USING gin (a public.gin_trgm_ops);
CREATE INDEX iu ON t (b);
CREATE STATISTICS st ON a, b FROM t; CREATE STATISTICS ss (ndistinct) ON a, b FROM t;
