-- Aggregates. Functions are named as the branch sees them; which one of a name is meant follows from
-- the types.
SELECT 'pg_proc'::regclass::oid::int8, p.oid::int8, 0,
  ARRAY['aggregates', p.proname || '('
    || coalesce((SELECT string_agg(format_type(u.t, NULL), ', ' ORDER BY u.n)
       FROM unnest(p.proargtypes) WITH ORDINALITY u(t, n)), '') || ')'],
  ARRAY['owner', pg_get_userbyid(p.proowner)],
  nullif(pg_get_function_arguments(p.oid), ''),
  pg_get_function_result(p.oid),
  CASE WHEN a.aggkind = 'h' THEN 'yes' END,
  CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END,
  (SELECT array_agg(i.name || '=' || i.value ORDER BY i.name || '=' || i.value COLLATE "C")
   FROM (
     SELECT f.name, CASE WHEN pg_function_is_visible(s.oid) THEN ''
       ELSE quote_ident(n.nspname) || '.' END || quote_ident(s.proname) AS value
     FROM (VALUES ('SFUNC', a.aggtransfn), ('FINALFUNC', a.aggfinalfn),
       ('COMBINEFUNC', a.aggcombinefn), ('SERIALFUNC', a.aggserialfn),
       ('DESERIALFUNC', a.aggdeserialfn), ('MSFUNC', a.aggmtransfn),
       ('MINVFUNC', a.aggminvtransfn), ('MFINALFUNC', a.aggmfinalfn)) f(name, oid)
     JOIN pg_proc s ON s.oid = f.oid JOIN pg_namespace n ON n.oid = s.pronamespace
     UNION ALL
     SELECT f.name, format_type(f.oid, NULL)
     FROM (VALUES ('STYPE', a.aggtranstype), ('MSTYPE', a.aggmtranstype)) f(name, oid)
     WHERE f.oid <> 0
     UNION ALL
     SELECT f.name, f.size::text
     FROM (VALUES ('SSPACE', a.aggtransspace), ('MSSPACE', a.aggmtransspace)) f(name, size)
     WHERE f.size <> 0
     UNION ALL
     SELECT f.name, 'true'
     FROM (VALUES ('FINALFUNC_EXTRA', a.aggfinalextra), ('MFINALFUNC_EXTRA', a.aggmfinalextra))
       f(name, given) WHERE f.given
     UNION ALL
     SELECT f.name, CASE f.modify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE'
       ELSE 'READ_WRITE' END
     FROM (VALUES ('FINALFUNC_MODIFY', a.aggfinalmodify), ('MFINALFUNC_MODIFY', a.aggmfinalmodify))
       f(name, modify) WHERE f.modify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::"char"
     UNION ALL
     SELECT f.name, quote_literal(f.value)
     FROM (VALUES ('INITCOND', a.agginitval), ('MINITCOND', a.aggminitval)) f(name, value)
     WHERE f.value IS NOT NULL
     UNION ALL
     SELECT 'SORTOP', CASE WHEN pg_operator_is_visible(o.oid) THEN o.oprname::text
       ELSE 'OPERATOR(' || quote_ident(n.nspname) || '.' || o.oprname || ')' END
     FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oid = a.aggsortop
   ) i)
FROM branch
JOIN pg_proc p ON p.pronamespace = branch.oid AND p.prokind = 'a'
JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_proc'::regclass)
