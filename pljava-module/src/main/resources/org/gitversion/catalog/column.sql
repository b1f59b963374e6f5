-- Columns of tables and foreign tables. The option pg_attver is the server's own mark, not the user's. From
-- PostgreSQL 17 on partitions share the identity of their parents. From 18 on NOT NULL has a name, which is told
-- where it is none that PostgreSQL makes: that one stays when table or column are renamed, and says nothing; and what is
-- not valid or not inherited is a constraint of the table. NOT NULL may be inherited where the column is declared, and
-- the other way round.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, a.attnum::int4,
  ARRAY['tables', c.relname, 'columns', a.attname],
  ARRAY['position', a.attnum::text]
    || CASE WHEN a.attacl IS NOT NULL OR a.attidentity <> '' THEN
       ARRAY['owner', pg_get_userbyid(c.relowner)::text] END
    || CASE WHEN a.attstorage <> t.typstorage THEN
       ARRAY['type_storage', CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
         WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END] END
    || CASE WHEN a.attnotnull AND a.attinhcount > 0 AND NOT c.relispartition
         AND current_setting('server_version_num')::int4 >= 180000 THEN
       (SELECT ARRAY['not_null_declared', CASE WHEN k.conislocal THEN 'yes' ELSE 'no' END] FROM pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey[1] = a.attnum AND k.coninhcount > 0
          AND k.conislocal <> a.attislocal) END
    || CASE WHEN cardinality(a.attfdwoptions) > 1 THEN ARRAY['foreign_options',
       (SELECT string_agg(split_part(o, '=', 1), ',' ORDER BY n)
        FROM unnest(a.attfdwoptions) WITH ORDINALITY u(o, n))] END,
  format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
  CASE WHEN a.attnotnull THEN nullif(coalesce(CASE WHEN current_setting('server_version_num')::int4 >= 180000 THEN
    (SELECT CASE WHEN k.connoinherit OR NOT k.convalidated THEN '' WHEN k.conname ~ '_not_null[0-9]*$' THEN 'yes'
       ELSE 'CONSTRAINT ' || quote_ident(k.conname) END FROM pg_constraint k
     WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey[1] = a.attnum) END, 'yes'), '') END,
  CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
  CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
  CASE WHEN NOT c.relispartition OR current_setting('server_version_num')::int4 < 170000 THEN
    CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END END,
  CASE WHEN a.attidentity <> '' THEN
    (SELECT CASE WHEN s.seqtypid <> a.atttypid THEN ARRAY['AS ' || format_type(s.seqtypid, NULL)] END
       || ARRAY['CACHE ' || s.seqcache, CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END,
       'INCREMENT BY ' || s.seqincrement, 'MAXVALUE ' || s.seqmax, 'MINVALUE ' || s.seqmin,
       'SEQUENCE NAME ' || quote_ident(q.relname), 'START WITH ' || s.seqstart]
       || CASE WHEN q.relpersistence <> c.relpersistence THEN
          ARRAY[CASE q.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END] END
     FROM pg_depend p JOIN pg_class q ON q.oid = p.objid JOIN pg_sequence s ON s.seqrelid = q.oid
     WHERE p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass
       AND p.refobjid = c.oid AND p.refobjsubid = a.attnum AND p.deptype = 'i') END,
  CASE WHEN a.attstorage <> t.typstorage THEN
    CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
      WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END END,
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
  CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END,
  CASE WHEN cardinality(a.attoptions) > 1 OR NOT starts_with(a.attoptions[1], 'pg_attver=') THEN
    (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(a.attoptions) o
     WHERE NOT starts_with(o, 'pg_attver=')) END,
  CASE WHEN a.attinhcount > 0 AND NOT c.relispartition THEN
    CASE WHEN a.attislocal THEN 'merged' ELSE 'yes' END END,
  CASE WHEN a.attfdwoptions IS NOT NULL THEN
    (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(a.attfdwoptions) o) END,
  CASE WHEN a.attgenerated = 'v' THEN 'yes' END
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
