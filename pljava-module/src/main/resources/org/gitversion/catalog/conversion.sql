-- Conversions between encodings.
, fn AS NOT MATERIALIZED (
  SELECT p.oid, CASE WHEN pg_function_is_visible(p.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(p.proname) AS name
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
)
SELECT 'pg_conversion'::regclass::oid::int8, c.oid::int8, 0, ARRAY['conversions', c.conname],
  ARRAY['owner', pg_get_userbyid(c.conowner)],
  CASE WHEN c.condefault THEN 'yes' END,
  pg_encoding_to_char(c.conforencoding)::text,
  pg_encoding_to_char(c.contoencoding)::text,
  (SELECT f.name FROM fn f WHERE f.oid = c.conproc)
FROM branch
JOIN pg_conversion c ON c.connamespace = branch.oid
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_conversion'::regclass)
