-- Columns of views.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, a.attnum::int4,
  ARRAY['views', c.relname, 'columns', a.attname],
  ARRAY['position', a.attnum::text]
    || CASE WHEN a.attacl IS NOT NULL THEN ARRAY['owner', pg_get_userbyid(c.relowner)::text] END,
  format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
  pg_get_expr(d.adbin, d.adrelid)
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'v' AND c.relpersistence <> 't'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
