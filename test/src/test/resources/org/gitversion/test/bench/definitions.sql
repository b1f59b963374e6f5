-- The definitions of a schema, with what objects need, set-wise and in one query.
WITH n AS MATERIALIZED (SELECT oid FROM pg_namespace WHERE nspname = 'app'
), r AS MATERIALIZED (SELECT c.* FROM pg_class c JOIN n ON n.oid = c.relnamespace
), t AS MATERIALIZED (SELECT r.* FROM r WHERE r.relkind IN ('r', 'p')
)
SELECT 'table' AS kind, ARRAY[t.relname::text, pg_get_userbyid(t.relowner), t.relacl::text, t.relpersistence::text,
  t.reloptions::text, t.relreplident::text, obj_description(t.oid, 'pg_class')] AS definition FROM t
UNION ALL
SELECT 'column', ARRAY[t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attcollation <> y.typcollation THEN a.attcollation::regcollation::text END,
  a.attnotnull::text, pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text,
  a.attstorage::text, a.attcompression::text, a.attstattarget::text, a.attoptions::text, a.attacl::text,
  col_description(t.oid, a.attnum)]
FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type y ON y.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
UNION ALL
SELECT 'constraint', ARRAY[t.relname, k.conname, pg_get_constraintdef(k.oid), x.reloptions::text,
  obj_description(k.oid, 'pg_constraint')]
FROM t JOIN pg_constraint k ON k.conrelid = t.oid LEFT JOIN pg_class x ON x.oid = k.conindid
UNION ALL
SELECT 'index', ARRAY[t.relname, pg_get_indexdef(i.indexrelid), obj_description(i.indexrelid, 'pg_class')]
FROM t JOIN pg_index i ON i.indrelid = t.oid
WHERE i.indexrelid NOT IN (SELECT k.conindid FROM pg_constraint k JOIN n ON n.oid = k.connamespace
  WHERE k.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'sequence', ARRAY[r.relname, s.seqtypid::regtype::text, s.seqstart::text, s.seqincrement::text,
  s.seqmin::text, s.seqmax::text, s.seqcache::text, s.seqcycle::text, r.relacl::text,
  (SELECT d.refobjid::regclass || '.' || d.refobjsubid FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
   AND d.objid = r.oid AND d.deptype IN ('a', 'i')), obj_description(r.oid, 'pg_class')]
FROM r JOIN pg_sequence s ON s.seqrelid = r.oid
UNION ALL
SELECT 'view', ARRAY[r.relname, r.reloptions::text, r.relacl::text, pg_get_viewdef(r.oid),
  obj_description(r.oid, 'pg_class')] FROM r WHERE r.relkind = 'v'
UNION ALL
SELECT 'view column', ARRAY[r.relname, a.attname, format_type(a.atttypid, a.atttypmod)]
FROM r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 WHERE r.relkind = 'v'
UNION ALL
SELECT 'function', ARRAY[pg_get_functiondef(f.oid), f.proacl::text, obj_description(f.oid, 'pg_proc')]
FROM pg_proc f JOIN n ON n.oid = f.pronamespace
UNION ALL
SELECT 'trigger', ARRAY[pg_get_triggerdef(g.oid), g.tgenabled::text, obj_description(g.oid, 'pg_trigger')]
FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
UNION ALL
SELECT 'policy', ARRAY[t.relname, p.polname, p.polcmd::text, p.polroles::regrole[]::text,
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]
FROM t JOIN pg_policy p ON p.polrelid = t.oid
UNION ALL
SELECT 'rule', ARRAY[pg_get_ruledef(w.oid)]
FROM r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE w.ev_type <> '1'
UNION ALL
SELECT 'type', ARRAY[y.typname, y.typtype::text, y.typacl::text, obj_description(y.oid, 'pg_type')]
FROM pg_type y JOIN n ON n.oid = y.typnamespace
UNION ALL
SELECT 'need', ARRAY[d.classid::text, d.objid::text, d.objsubid::text, d.refclassid::text, d.refobjid::text,
  d.refobjsubid::text]
FROM (
  SELECT 'pg_class'::regclass::oid AS classid, r.oid FROM r
  UNION ALL SELECT 'pg_attrdef'::regclass, d.oid FROM t JOIN pg_attrdef d ON d.adrelid = t.oid
  UNION ALL SELECT 'pg_constraint'::regclass, k.oid FROM pg_constraint k JOIN n ON n.oid = k.connamespace
  UNION ALL SELECT 'pg_rewrite'::regclass, w.oid FROM r JOIN pg_rewrite w ON w.ev_class = r.oid
  UNION ALL SELECT 'pg_trigger'::regclass, g.oid FROM t JOIN pg_trigger g ON g.tgrelid = t.oid
  UNION ALL SELECT 'pg_proc'::regclass, f.oid FROM pg_proc f JOIN n ON n.oid = f.pronamespace
  UNION ALL SELECT 'pg_type'::regclass, y.oid FROM pg_type y JOIN n ON n.oid = y.typnamespace
) o JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.oid
