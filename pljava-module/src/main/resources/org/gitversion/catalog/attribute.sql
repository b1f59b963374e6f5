-- Attributes of composite types.
SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, a.attnum::int4,
  ARRAY['types', t.typname, 'attributes', a.attname], ARRAY['position', a.attnum::text],
  format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attcollation <> y.typcollation THEN a.attcollation::regcollation::text END
FROM branch
JOIN pg_type t ON t.typnamespace = branch.oid AND t.typtype = 'c'
JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type y ON y.oid = a.atttypid
WHERE t.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_type'::regclass)
