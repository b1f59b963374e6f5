-- Operators. One that was named as a commutator or negator, but never created, is part of the
-- operator that names it. Those of the schema itself are named without it.
, fn AS NOT MATERIALIZED (
  SELECT p.oid, CASE WHEN pg_function_is_visible(p.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(p.proname) AS name
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
), partner AS NOT MATERIALIZED (
  SELECT o.oid, CASE WHEN o.oprnamespace = branch.oid THEN '' ELSE quote_ident(n.nspname) || '.' END
    || o.oprname AS name
  FROM branch CROSS JOIN pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
)
SELECT 'pg_operator'::regclass::oid::int8, o.oid::int8, 0,
  ARRAY['operators', o.oprname || '('
    || CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END
    || ', ' || format_type(o.oprright, NULL) || ')'],
  ARRAY['owner', pg_get_userbyid(o.oprowner)],
  (SELECT f.name FROM fn f WHERE f.oid = o.oprcode),
  (SELECT p.name FROM partner p WHERE p.oid = o.oprcom),
  (SELECT p.name FROM partner p WHERE p.oid = o.oprnegate),
  (SELECT f.name FROM fn f WHERE f.oid = o.oprrest),
  (SELECT f.name FROM fn f WHERE f.oid = o.oprjoin),
  CASE WHEN o.oprcanhash THEN 'true' END,
  CASE WHEN o.oprcanmerge THEN 'true' END
FROM branch
JOIN pg_operator o ON o.oprnamespace = branch.oid AND o.oprcode <> 0
WHERE o.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_operator'::regclass)
