-- Base types, and shell types: those that are only announced, and so have no properties.
, fn AS NOT MATERIALIZED (
  SELECT p.oid, CASE WHEN pg_function_is_visible(p.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(p.proname) AS name
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
)
SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, 0, ARRAY['types', t.typname],
  ARRAY['owner', pg_get_userbyid(t.typowner)],
  (SELECT f.name FROM fn f WHERE f.oid = b.typinput),
  (SELECT f.name FROM fn f WHERE f.oid = b.typoutput),
  (SELECT f.name FROM fn f WHERE f.oid = b.typreceive),
  (SELECT f.name FROM fn f WHERE f.oid = b.typsend),
  (SELECT f.name FROM fn f WHERE f.oid = b.typmodin),
  (SELECT f.name FROM fn f WHERE f.oid = b.typmodout),
  (SELECT f.name FROM fn f WHERE f.oid = b.typanalyze),
  (SELECT f.name FROM fn f WHERE f.oid = b.typsubscript),
  CASE b.typlen WHEN -1 THEN 'VARIABLE' ELSE b.typlen::text END,
  CASE WHEN b.typbyval THEN 'true' END,
  CASE b.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' WHEN 'd' THEN 'double' END,
  CASE b.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended'
    WHEN 'm' THEN 'main' END,
  quote_literal(b.typcategory::text),
  CASE WHEN b.typispreferred THEN 'true' END,
  quote_literal(b.typdefault),
  CASE WHEN b.typelem <> 0 THEN format_type(b.typelem, NULL) END,
  quote_literal(b.typdelim::text),
  CASE WHEN b.typcollation <> 0 THEN 'true' END
FROM branch
JOIN pg_type t ON t.typnamespace = branch.oid AND t.typtype IN ('b', 'p')
LEFT JOIN pg_type b ON b.oid = t.oid AND b.typtype = 'b'
WHERE NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
