-- Sequences, but not those of identity columns. Numbers are left out where they are what CREATE
-- SEQUENCE takes by itself.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, 0, ARRAY['sequences', c.relname],
  ARRAY['owner', pg_get_userbyid(c.relowner)],
  CASE WHEN s.seqtypid <> 'int8'::regtype THEN format_type(s.seqtypid, NULL) END,
  CASE WHEN s.seqstart <> CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END
    THEN s.seqstart::text END,
  CASE WHEN s.seqincrement <> 1 THEN s.seqincrement::text END,
  CASE WHEN s.seqmin <> CASE WHEN s.seqincrement > 0 THEN 1 ELSE r.low END THEN s.seqmin::text END,
  CASE WHEN s.seqmax <> CASE WHEN s.seqincrement > 0 THEN r.high ELSE -1 END THEN s.seqmax::text END,
  CASE WHEN s.seqcache <> 1 THEN s.seqcache::text END,
  CASE WHEN s.seqcycle THEN 'yes' END,
  CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
  (SELECT 'tables/' || replace(replace(t.relname, '%', '%25'), '/', '%2F')
     || '/columns/' || replace(replace(a.attname, '%', '%25'), '/', '%2F')
   FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid
   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
   WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a'
     AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0)
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'S' AND c.relpersistence <> 't'
JOIN pg_sequence s ON s.seqrelid = c.oid
CROSS JOIN LATERAL (SELECT
  CASE s.seqtypid WHEN 'int2'::regtype THEN -32768 WHEN 'int4'::regtype THEN -2147483648
    ELSE -9223372036854775808 END AS low,
  CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
    ELSE 9223372036854775807 END AS high) r
WHERE NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i'
      AND d.refclassid = 'pg_class'::regclass)
  AND c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
