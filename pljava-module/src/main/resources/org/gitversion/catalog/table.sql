-- Ordinary and partitioned tables, and partitions.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, 0, ARRAY['tables', c.relname],
  ARRAY['owner', pg_get_userbyid(c.relowner)]
    || CASE WHEN cardinality(c.reloptions) > 1 THEN ARRAY['options',
       (SELECT string_agg(split_part(o, '=', 1), ',' ORDER BY n)
        FROM unnest(c.reloptions) WITH ORDINALITY u(o, n))] END
    || (SELECT ARRAY['toast_options', string_agg(split_part(o, '=', 1), ',' ORDER BY n)]
       FROM pg_class t, unnest(t.reloptions) WITH ORDINALITY u(o, n)
       WHERE t.oid = c.reltoastrelid HAVING count(*) > 1),
  CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
  CASE WHEN am.amname <> 'heap' THEN am.amname END,
  ts.spcname,
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) o),
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM pg_class t, unnest(t.reloptions) o
   WHERE t.oid = c.reltoastrelid),
  CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
    WHEN 'i' THEN (SELECT 'USING INDEX ' || quote_ident(r.relname) FROM pg_index i
      JOIN pg_class r ON r.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END,
  CASE WHEN c.relrowsecurity THEN 'yes' END,
  CASE WHEN c.relforcerowsecurity THEN 'yes' END,
  (SELECT quote_ident(r.relname) FROM pg_index i JOIN pg_class r ON r.oid = i.indexrelid
   WHERE i.indrelid = c.oid AND i.indisclustered),
  CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
  (SELECT array_agg(p.relname::text ORDER BY h.inhseqno) FROM pg_inherits h
   JOIN pg_class p ON p.oid = h.inhparent WHERE h.inhrelid = c.oid),
  CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
  CASE WHEN c.relispartition AND c.relhastriggers THEN
    (SELECT array_agg(CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
       WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END || ' TRIGGER ' || quote_ident(t.tgname)
       ORDER BY t.tgname)
     FROM pg_trigger t JOIN pg_trigger p ON p.oid = t.tgparentid
     WHERE t.tgrelid = c.oid AND t.tgenabled <> p.tgenabled AND NOT t.tgisinternal) END,
  CASE WHEN c.relispartition AND c.relhastriggers THEN
    (SELECT array_agg(i.item ORDER BY i.item COLLATE "C") FROM (
     SELECT quote_ident(t.tgname) || '=' || d.description AS item FROM pg_trigger t
     JOIN pg_description d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = t.oid
     WHERE t.tgrelid = c.oid AND t.tgparentid <> 0 AND NOT t.tgisinternal) i) END
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
