-- Range types. The constructors keep the name that the type was created under.
SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, 0, ARRAY['types', t.typname],
  ARRAY['owner', pg_get_userbyid(t.typowner)],
  format_type(g.rngsubtype, NULL),
  CASE WHEN NOT (o.opcdefault AND o.opcintype = g.rngsubtype) THEN
    CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE quote_ident(s.nspname) || '.' END
    || quote_ident(o.opcname) END,
  CASE WHEN g.rngcollation <> b.typcollation THEN g.rngcollation::regcollation::text END,
  CASE WHEN g.rngsubdiff <> 0 THEN
    CASE WHEN pg_function_is_visible(g.rngsubdiff) THEN '' ELSE quote_ident(ps.nspname) || '.' END
    || quote_ident(p.proname) END,
  CASE WHEN g.rngcanonical <> 0 THEN
    CASE WHEN pg_function_is_visible(c.oid) THEN '' ELSE quote_ident(cs.nspname) || '.' END
    || quote_ident(c.proname) END,
  m.typname::text,
  (SELECT string_agg(DISTINCT f.proname, ',') FROM pg_depend d JOIN pg_proc f ON f.oid = d.objid
   WHERE d.refclassid = 'pg_type'::regclass AND d.refobjid = t.oid AND d.deptype = 'i'
     AND d.classid = 'pg_proc'::regclass AND f.proname <> t.typname),
  (SELECT string_agg(DISTINCT f.proname, ',') FROM pg_depend d JOIN pg_proc f ON f.oid = d.objid
   WHERE d.refclassid = 'pg_type'::regclass AND d.refobjid = m.oid AND d.deptype = 'i'
     AND d.classid = 'pg_proc'::regclass AND f.proname <> m.typname)
FROM branch
JOIN pg_type t ON t.typnamespace = branch.oid AND t.typtype = 'r'
JOIN pg_range g ON g.rngtypid = t.oid
JOIN pg_type b ON b.oid = g.rngsubtype
JOIN pg_opclass o ON o.oid = g.rngsubopc
JOIN pg_namespace s ON s.oid = o.opcnamespace
JOIN pg_type m ON m.oid = g.rngmultitypid
LEFT JOIN pg_proc p ON p.oid = g.rngsubdiff
LEFT JOIN pg_namespace ps ON ps.oid = p.pronamespace
LEFT JOIN pg_proc c ON c.oid = g.rngcanonical
LEFT JOIN pg_namespace cs ON cs.oid = c.pronamespace
WHERE NOT EXISTS (SELECT FROM member x
  WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid)
