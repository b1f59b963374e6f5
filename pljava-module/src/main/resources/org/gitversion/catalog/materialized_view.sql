-- Materialized views. Whether one is populated is kept, but is no part of its identity.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, 0, ARRAY['materialized_views', c.relname],
  ARRAY['owner', pg_get_userbyid(c.relowner),
    'populated', CASE WHEN c.relispopulated THEN 'yes' ELSE 'no' END]
    || CASE WHEN cardinality(c.reloptions) > 1 THEN ARRAY['options',
       (SELECT string_agg(split_part(o, '=', 1), ',' ORDER BY n)
        FROM unnest(c.reloptions) WITH ORDINALITY u(o, n))] END,
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
  left(gitversion_internal.safely_deparsed(c.oid, false, (SELECT gitversion_internal.shadowing(current_schemas(false)))), -1),
  CASE WHEN am.amname <> 'heap' THEN am.amname END,
  ts.spcname,
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) o),
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM pg_class t, unnest(t.reloptions) o
   WHERE t.oid = c.reltoastrelid),
  CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
    WHEN 'i' THEN (SELECT 'USING INDEX ' || quote_ident(r.relname) FROM pg_index i
      JOIN pg_class r ON r.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END,
  (SELECT quote_ident(r.relname) FROM pg_index i JOIN pg_class r ON r.oid = i.indexrelid
   WHERE i.indrelid = c.oid AND i.indisclustered)
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'm'
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
