-- Policies of row level security.
SELECT 'pg_policy'::regclass::oid::int8, p.oid::int8, 0, ARRAY['policies', c.relname, p.polname],
  NULL::text[],
  CASE WHEN NOT p.polpermissive THEN 'RESTRICTIVE' END,
  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
    WHEN 'd' THEN 'DELETE' END,
  (SELECT array_agg(r.name ORDER BY r.name COLLATE "C")
   FROM (SELECT quote_ident(pg_get_userbyid(u)) AS name FROM unnest(p.polroles) u WHERE u <> 0) r),
  pg_get_expr(p.polqual, p.polrelid),
  pg_get_expr(p.polwithcheck, p.polrelid)
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid
JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
  AND p.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_policy'::regclass)
