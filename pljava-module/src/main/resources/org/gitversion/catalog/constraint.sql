-- Constraints of tables and foreign tables. Constraint triggers are triggers, NOT NULL belongs to its column unless it
-- is not valid or not inherited, as PostgreSQL 18 knows it, and what PostgreSQL makes for the partitions of a referenced
-- table belongs to the foreign key. A CHECK is
-- left with its count of parents when that of the parent goes with a column. The definition of an exclusion
-- constraint names neither table nor tablespace, so it is taken whole. PostgreSQL 18 has constraints that are
-- not enforced, and keys over periods.
SELECT 'pg_constraint'::regclass::oid::int8, k.oid::int8, 0,
  ARRAY['tables', c.relname, 'constraints', k.conname],
  CASE WHEN cardinality(x.reloptions) > 1 THEN ARRAY['options',
    (SELECT string_agg(split_part(o, '=', 1), ',' ORDER BY n)
     FROM unnest(x.reloptions) WITH ORDINALITY u(o, n))] END
    || CASE WHEN k.contype = 'f' THEN (SELECT ARRAY['bound_index', u.relname::text]
      FROM pg_class u WHERE u.oid = k.conindid AND u.relnamespace = branch.oid
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
          AND d.objid = u.oid AND d.deptype = 'i' AND d.refclassid = 'pg_constraint'::regclass)) END,
  CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' WHEN 'c' THEN 'CHECK'
    WHEN 'f' THEN 'FOREIGN KEY' WHEN 'n' THEN 'NOT NULL' ELSE 'EXCLUDE' END,
  CASE WHEN k.contype IN ('c', 'x') THEN NULL WHEN cardinality(k.conkey) = 1 THEN
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = k.conkey[1]) ELSE
    (SELECT array_agg(a.attname::text ORDER BY u.n) FROM unnest(k.conkey) WITH ORDINALITY u(num, n)
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.num) END,
  CASE WHEN k.contype <> 'x' AND i.indnatts > i.indnkeyatts THEN
    (SELECT array_agg(a.attname::text ORDER BY n)
     FROM generate_series(i.indnkeyatts + 1, i.indnatts) n
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[n - 1]) END,
  CASE WHEN i.indnullsnotdistinct THEN 'yes' END,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, c.oid) END,
  CASE WHEN k.contype IN ('c', 'n') AND k.connoinherit THEN 'yes' END,
  CASE WHEN k.contype = 'f' THEN k.confrelid::regclass::text END,
  CASE WHEN k.contype <> 'f' THEN NULL WHEN cardinality(k.confkey) = 1 THEN
    ARRAY(SELECT a.attname::text FROM pg_attribute a
     WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[1]) ELSE
    (SELECT array_agg(a.attname::text ORDER BY u.n) FROM unnest(k.confkey) WITH ORDINALITY u(num, n)
     JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num) END,
  CASE k.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' END,
  CASE k.confupdtype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
    WHEN 'd' THEN 'SET DEFAULT' END,
  CASE k.confdeltype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
    WHEN 'd' THEN 'SET DEFAULT' END,
  CASE WHEN k.confdelsetcols IS NOT NULL THEN
    (SELECT array_agg(a.attname::text ORDER BY e.n)
     FROM unnest(k.confdelsetcols) WITH ORDINALITY e(num, n)
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = e.num) END,
  CASE WHEN k.contype = 'x' THEN pg_get_constraintdef(k.oid) END,
  CASE WHEN k.contype <> 'x' AND x.reloptions IS NOT NULL THEN
    (SELECT array_agg(s ORDER BY s COLLATE "C") FROM unnest(x.reloptions) s) END,
  ts.spcname::text,
  CASE WHEN k.condeferrable AND k.contype <> 'x' THEN
    'DEFERRABLE' || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END END,
  CASE WHEN NOT k.convalidated AND e.enforced IS NULL THEN 'no' END,
  CASE WHEN i.indexprs IS NOT NULL THEN (SELECT array_agg(s.item ORDER BY s.item COLLATE "C")
   FROM (SELECT a.attnum || '=' || a.attstattarget AS item FROM pg_attribute a
     WHERE a.attrelid = x.oid AND a.attstattarget >= 0) s) END,
  (SELECT d.description FROM pg_description d
   WHERE d.classoid = 'pg_class'::regclass AND d.objoid = x.oid AND d.objsubid = 0),
  CASE WHEN k.contype IN ('c', 'n') AND k.coninhcount > 0 AND EXISTS (
      SELECT FROM pg_inherits h JOIN pg_constraint p ON p.conrelid = h.inhparent
      WHERE h.inhrelid = c.oid AND p.conname = k.conname AND p.contype = k.contype) THEN
    CASE WHEN k.conislocal THEN 'merged' ELSE 'yes' END END,
  CASE WHEN k.contype = 'f' THEN o.conname::text WHEN x.relispartition THEN
    (SELECT r.relname::text FROM pg_inherits h JOIN pg_class r ON r.oid = h.inhparent
     WHERE h.inhrelid = x.oid) END,
  e.enforced, e.period
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
JOIN pg_constraint k ON k.conrelid = c.oid
  AND (k.contype IN ('p', 'u', 'c', 'f', 'x') OR k.contype = 'n' AND (k.connoinherit OR NOT k.convalidated))
LEFT JOIN pg_constraint o ON o.oid = k.conparentid
LEFT JOIN pg_class x ON x.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_index i ON i.indexrelid = x.oid
LEFT JOIN pg_tablespace ts ON ts.oid = x.reltablespace
CROSS JOIN LATERAL (
  SELECT CASE WHEN j.r ->> 'conenforced' = 'false' THEN 'no' END AS enforced,
    CASE WHEN j.r ->> 'conperiod' = 'true' THEN 'yes' END AS period
  FROM (SELECT CASE WHEN current_setting('server_version_num')::int4 >= 180000 THEN to_jsonb(k) END AS r) j) e
WHERE (o.oid IS NULL OR o.conrelid <> k.conrelid)
  AND c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
