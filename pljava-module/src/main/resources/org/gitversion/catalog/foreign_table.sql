-- Foreign tables. Their columns are read with those of tables.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, 0, ARRAY['tables', c.relname],
  ARRAY['owner', pg_get_userbyid(c.relowner)]
    || CASE WHEN cardinality(f.ftoptions) > 1 THEN ARRAY['foreign_options',
       (SELECT string_agg(split_part(o, '=', 1), ',' ORDER BY n)
        FROM unnest(f.ftoptions) WITH ORDINALITY u(o, n))] END,
  s.srvname::text,
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(f.ftoptions) o)
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'f'
JOIN pg_foreign_table f ON f.ftrelid = c.oid
JOIN pg_foreign_server s ON s.oid = f.ftserver
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
