-- Procedures. Their path names the types of the input arguments only, as that of functions does.
SELECT 'pg_proc'::regclass::oid::int8, p.oid::int8, 0,
  ARRAY['procedures', p.proname || '('
    || coalesce((SELECT string_agg(format_type(u.t, NULL), ', ' ORDER BY u.n)
       FROM unnest(p.proargtypes) WITH ORDINALITY u(t, n)), '') || ')'],
  ARRAY['owner', pg_get_userbyid(p.proowner)]
    || CASE WHEN cardinality(p.proconfig) > 1 THEN ARRAY['settings',
       (SELECT string_agg(split_part(c, '=', 1), ',' ORDER BY n)
        FROM unnest(p.proconfig) WITH ORDINALITY u(c, n))] END,
  (SELECT array_agg(CASE a.mode WHEN 'o' THEN 'OUT ' WHEN 'b' THEN 'INOUT '
      WHEN 'v' THEN 'VARIADIC ' ELSE 'IN ' END
      || CASE WHEN a.name <> '' THEN quote_ident(a.name) || ' ' ELSE '' END
      || format_type(a.type, NULL) ORDER BY a.n)
   FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames, p.proargmodes)
     WITH ORDINALITY a(type, name, mode, n)),
  (SELECT array_agg(d.text ORDER BY d.n)
   FROM (SELECT n, pg_get_function_arg_default(p.oid, n) AS text
     FROM generate_series(1, coalesce(cardinality(p.proallargtypes), p.pronargs::int4)) n) d
   WHERE d.text IS NOT NULL),
  l.lanname::text,
  CASE WHEN p.prosqlbody IS NULL AND l.lanname IN ('sql', 'plpgsql') THEN p.prosrc END,
  CASE WHEN l.lanname NOT IN ('sql', 'plpgsql', 'internal', 'c', 'java', 'javau')
    THEN p.prosrc END,
  pg_get_function_sqlbody(p.oid),
  CASE WHEN l.lanname IN ('internal', 'c', 'java', 'javau') THEN p.prosrc END,
  p.probin,
  CASE WHEN p.prosecdef THEN 'yes' END,
  (SELECT array_agg(c ORDER BY c COLLATE "C") FROM unnest(p.proconfig) c),
  (SELECT array_agg(format_type(t, NULL) ORDER BY format_type(t, NULL) COLLATE "C")
   FROM unnest(p.protrftypes) t)
FROM branch
JOIN pg_proc p ON p.pronamespace = branch.oid AND p.prokind = 'p'
JOIN pg_language l ON l.oid = p.prolang
WHERE p.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_proc'::regclass)
