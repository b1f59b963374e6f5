-- Collations. Their version is that of a library of the machine.
SELECT 'pg_collation'::regclass::oid::int8, c.oid::int8, 0, ARRAY['collations', c.collname],
  ARRAY['owner', pg_get_userbyid(c.collowner)],
  CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' END,
  quote_literal(coalesce(j.row ->> 'colliculocale', j.row ->> 'colllocale',
    CASE WHEN c.collcollate = c.collctype THEN c.collcollate END)),
  CASE WHEN c.collcollate <> c.collctype THEN quote_literal(c.collcollate) END,
  CASE WHEN c.collcollate <> c.collctype THEN quote_literal(c.collctype) END,
  CASE WHEN NOT c.collisdeterministic THEN 'false' END,
  quote_literal(j.row ->> 'collicurules')
FROM branch
JOIN pg_collation c ON c.collnamespace = branch.oid
CROSS JOIN LATERAL (SELECT to_jsonb(c) AS row) j
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_collation'::regclass)
