-- Columns of materialized views.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, a.attnum::int4,
  ARRAY['materialized_views', c.relname, 'columns', a.attname],
  ARRAY['position', a.attnum::text,
    'type_storage', CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
      WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END]
    || CASE WHEN a.attacl IS NOT NULL THEN ARRAY['owner', pg_get_userbyid(c.relowner)::text] END,
  format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
  CASE WHEN a.attstorage <> t.typstorage THEN
    CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
      WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END END,
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
  CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END,
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(a.attoptions) o
   WHERE NOT starts_with(o, 'pg_attver='))
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'm'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
