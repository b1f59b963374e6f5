-- Views. The names of the columns are listed, because the query need not give them.
SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, 0, ARRAY['views', c.relname],
  ARRAY['owner', pg_get_userbyid(c.relowner)],
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
  left(gitversion_internal.safely_deparsed(c.oid, false, (SELECT gitversion_internal.shadowing(current_schemas(false)))), -1),
  (SELECT upper(substr(o, 14)) FROM unnest(c.reloptions) o WHERE starts_with(o, 'check_option=')),
  (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) o
   WHERE NOT starts_with(o, 'check_option='))
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'v' AND c.relpersistence <> 't'
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
