-- Enumerated types.
SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, 0, ARRAY['types', t.typname],
  ARRAY['owner', pg_get_userbyid(t.typowner)],
  (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e
   WHERE e.enumtypid = t.oid)
FROM branch
JOIN pg_type t ON t.typnamespace = branch.oid AND t.typtype = 'e'
WHERE t.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_type'::regclass)
