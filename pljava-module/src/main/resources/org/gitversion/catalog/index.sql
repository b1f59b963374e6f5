-- Indexes that back no constraint. The operator class of a key is left out where it is the default
-- of the key's type beyond doubt, the collation where it is that of the column. The option
-- pg_attver is the server's own mark. What is left of an index that failed to be built is no index.
, tracked AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, i.indnkeyatts, i.indclass, i.indkey, i.indcollation, i.indoption
  FROM branch
  JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind IN ('r', 'm', 'p') AND c.relpersistence <> 't'
  JOIN pg_index i ON i.indrelid = c.oid AND (i.indisvalid OR c.relkind = 'p')
  WHERE i.indexrelid NOT IN (SELECT k.conindid FROM pg_constraint k
      WHERE k.connamespace = (SELECT oid FROM branch) AND k.contype IN ('p', 'u', 'x') AND {roots k.conrelid})
    AND c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
    AND i.indexrelid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
), key AS MATERIALIZED (
  SELECT i.indexrelid, array_agg(CASE WHEN h.attnum IS NULL
      THEN pg_get_indexdef(i.indexrelid, n, false) ELSE quote_ident(h.attname) END
     || CASE WHEN l.oid <> coalesce(h.attcollation, 100) OR l.oid IS NOT NULL AND h.attnum IS NULL
         AND EXISTS (SELECT FROM pg_depend d LEFT JOIN pg_attribute a
           ON d.refclassid = 'pg_class'::regclass AND a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
           WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
             AND (d.refclassid = 'pg_collation'::regclass OR a.attcollation NOT IN (0, 100)))
       THEN ' COLLATE ' || l.oid::regcollation ELSE '' END
     || CASE WHEN o.opcdefault AND p.params IS NULL AND CASE
         WHEN h.attnum IS NULL AND o.opckeytype <> 0 THEN NOT EXISTS (
           SELECT FROM pg_cast t WHERE t.casttarget = o.opcintype AND t.castmethod = 'b')
         WHEN o.opcintype = b.oid THEN true
         ELSE CASE o.opcintype WHEN 'text'::regtype THEN b.oid = 'varchar'::regtype
             WHEN 'anyarray'::regtype THEN b.typelem <> 0 AND b.typlen = -1
             WHEN 'anyenum'::regtype THEN b.typtype = 'e' WHEN 'anyrange'::regtype THEN b.typtype = 'r'
             WHEN 'anymultirange'::regtype THEN b.typtype = 'm' WHEN 'record'::regtype THEN b.typtype = 'c' END
           AND NOT EXISTS (SELECT FROM pg_opclass e WHERE e.opcmethod = o.opcmethod AND e.opcdefault
             AND e.opcintype = b.oid) END
       THEN '' ELSE ' ' || CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE quote_ident(os.nspname) || '.' END
         || quote_ident(o.opcname) || coalesce(' (' || p.params || ')', '') END
     || CASE i.indoption[n - 1] & 3 WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST'
       WHEN 3 THEN ' DESC' ELSE '' END ORDER BY n) AS items
  FROM tracked i
  JOIN (SELECT k.attrelid, k.attnum::int4 AS n, k.atttypid, k.attoptions FROM pg_attribute k) a
    ON a.attrelid = i.indexrelid AND a.n BETWEEN 1 AND i.indnkeyatts
   JOIN pg_opclass o ON o.oid = i.indclass[n - 1] JOIN pg_namespace os ON os.oid = o.opcnamespace
   LEFT JOIN pg_attribute h ON h.attrelid = i.indrelid AND h.attnum = i.indkey[n - 1] AND h.attnum <> 0
   LEFT JOIN pg_collation l ON l.oid = i.indcollation[n - 1]
   JOIN pg_type t ON t.oid = coalesce(h.atttypid, a.atttypid)
   JOIN pg_type b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
   CROSS JOIN LATERAL (SELECT CASE WHEN a.attoptions IS NOT NULL THEN (
     SELECT string_agg(quote_ident(split_part(s, '=', 1)) || '='
       || quote_literal(substr(s, strpos(s, '=') + 1)), ', ' ORDER BY s COLLATE "C")
     FROM unnest(a.attoptions) s WHERE NOT starts_with(s, 'pg_attver=')) END AS params) p
  GROUP BY i.indexrelid
)
SELECT 'pg_class'::regclass::oid::int8, x.oid::int8, 0, ARRAY['indexes', x.relname],
  CASE WHEN cardinality(x.reloptions) > 1 THEN ARRAY['options',
    (SELECT string_agg(split_part(o, '=', 1), ',' ORDER BY n)
     FROM unnest(x.reloptions) WITH ORDINALITY u(o, n))] END,
  c.relname::text,
  am.amname::text,
  CASE WHEN i.indisunique THEN 'yes' END,
  CASE WHEN i.indnullsnotdistinct THEN 'yes' END,
  key.items,
  CASE WHEN i.indnatts > i.indnkeyatts THEN (SELECT array_agg(a.attname::text ORDER BY n)
   FROM generate_series(i.indnkeyatts + 1, i.indnatts) n
   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[n - 1]) END,
  pg_get_expr(i.indpred, i.indrelid),
  CASE WHEN x.reloptions IS NOT NULL THEN
    (SELECT array_agg(s ORDER BY s COLLATE "C") FROM unnest(x.reloptions) s) END,
  ts.spcname::text,
  CASE WHEN i.indexprs IS NOT NULL THEN (SELECT array_agg(s.item ORDER BY s.item COLLATE "C")
   FROM (SELECT a.attnum || '=' || a.attstattarget AS item FROM pg_attribute a
     WHERE a.attrelid = x.oid AND a.attstattarget >= 0) s) END,
  CASE WHEN x.relispartition THEN (SELECT r.relname::text FROM pg_inherits h
    JOIN pg_class r ON r.oid = h.inhparent WHERE h.inhrelid = x.oid) END
FROM key
JOIN pg_index i ON i.indexrelid = key.indexrelid
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_class x ON x.oid = key.indexrelid
JOIN pg_am am ON am.oid = x.relam
LEFT JOIN pg_tablespace ts ON ts.oid = x.reltablespace
