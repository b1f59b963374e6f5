-- Composite types that are not the row type of a table. Their attributes are nodes below them; their
-- order is told here, because the values of a row are matched to them by it.
SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, 0, ARRAY['types', t.typname],
  ARRAY['owner', pg_get_userbyid(t.typowner)],
  coalesce((SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), ARRAY[]::text[])
FROM branch
JOIN pg_type t ON t.typnamespace = branch.oid AND t.typtype = 'c'
JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
WHERE t.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_type'::regclass)
