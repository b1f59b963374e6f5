-- CHECK constraints of domains.
SELECT 'pg_constraint'::regclass::oid::int8, k.oid::int8, 0,
  ARRAY['types', t.typname, 'constraints', k.conname], NULL::text[],
  pg_get_expr(k.conbin, 0),
  CASE WHEN NOT k.convalidated THEN 'no' END
FROM branch
JOIN pg_type t ON t.typnamespace = branch.oid AND t.typtype = 'd'
JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c'
WHERE t.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_type'::regclass)
