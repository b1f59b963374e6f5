-- Functions, window functions among them, but not the constructors of range types. The arguments
-- are listed without their defaults, which belong to the last of the input arguments. To languages
-- whose functions are written elsewhere the source is a symbol, not a body.
SELECT 'pg_proc'::regclass::oid::int8, p.oid::int8, 0,
  ARRAY['functions', p.proname || '('
    || coalesce((SELECT string_agg(format_type(u.t, NULL), ', ' ORDER BY u.n)
       FROM unnest(p.proargtypes) WITH ORDINALITY u(t, n)), '') || ')'],
  ARRAY['owner', pg_get_userbyid(p.proowner)]
    || CASE WHEN cardinality(p.proconfig) > 1 THEN ARRAY['settings',
       (SELECT string_agg(split_part(c, '=', 1), ',' ORDER BY n)
        FROM unnest(p.proconfig) WITH ORDINALITY u(c, n))] END,
  (SELECT array_agg(CASE a.mode WHEN 'o' THEN 'OUT ' WHEN 'b' THEN 'INOUT '
      WHEN 'v' THEN 'VARIADIC ' ELSE '' END
      || CASE WHEN a.name <> '' THEN quote_ident(a.name) || ' ' ELSE '' END
      || format_type(a.type, NULL) ORDER BY a.n)
   FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames, p.proargmodes)
     WITH ORDINALITY a(type, name, mode, n)
   WHERE a.mode IS DISTINCT FROM 't'),
  (SELECT array_agg(d.text ORDER BY d.n)
   FROM (SELECT n, pg_get_function_arg_default(p.oid, n) AS text
     FROM generate_series(1, coalesce(cardinality(p.proallargtypes), p.pronargs::int4)) n) d
   WHERE d.text IS NOT NULL),
  pg_get_function_result(p.oid),
  l.lanname::text,
  CASE WHEN p.prosqlbody IS NULL AND l.lanname IN ('sql', 'plpgsql') THEN p.prosrc END,
  CASE WHEN l.lanname NOT IN ('sql', 'plpgsql', 'internal', 'c', 'java', 'javau')
    THEN p.prosrc END,
  pg_get_function_sqlbody(p.oid),
  CASE WHEN l.lanname IN ('internal', 'c', 'java', 'javau') THEN p.prosrc END,
  p.probin,
  CASE p.prokind WHEN 'w' THEN 'yes' END,
  CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END,
  CASE WHEN p.proisstrict THEN 'yes' END,
  CASE WHEN p.prosecdef THEN 'yes' END,
  CASE WHEN p.proleakproof THEN 'yes' END,
  CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END,
  CASE WHEN p.procost <> CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END
    THEN p.procost::text END,
  CASE WHEN p.proretset AND p.prorows <> 1000 THEN p.prorows::text END,
  CASE WHEN s.oid IS NOT NULL THEN
    CASE WHEN pg_function_is_visible(s.oid) THEN '' ELSE quote_ident(sn.nspname) || '.' END
    || quote_ident(s.proname) END,
  (SELECT array_agg(c ORDER BY c COLLATE "C") FROM unnest(p.proconfig) c),
  (SELECT array_agg(format_type(t, NULL) ORDER BY format_type(t, NULL) COLLATE "C")
   FROM unnest(p.protrftypes) t)
FROM branch
JOIN pg_proc p ON p.pronamespace = branch.oid AND p.prokind IN ('f', 'w')
JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_proc s ON s.oid = p.prosupport
LEFT JOIN pg_namespace sn ON sn.oid = s.pronamespace
WHERE p.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_proc'::regclass)
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
