-- Rules of tables and views. PostgreSQL prints the name of the table qualified, so the definition is
-- taken from behind it; the cast to a number is there to fail with the definition in its message.
SELECT 'pg_rewrite'::regclass::oid::int8, w.oid::int8, 0, ARRAY['rules', c.relname, w.rulename],
  NULL::text[],
  CASE w.ev_type WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' WHEN '4' THEN 'DELETE' END,
  (SELECT CASE WHEN starts_with(d.whole, d.head) AND right(d.whole, 1) = ';'
     THEN substr(d.whole, length(d.head) + 1, length(d.whole) - length(d.head) - 1)
     ELSE ('rule definition of an unknown form: ' || d.whole)::int4::text END
   FROM (SELECT gitversion_internal.safely_deparsed(w.oid, true, (SELECT gitversion_internal.shadowing(current_schemas(false)))) AS whole,
     'CREATE RULE ' || quote_ident(w.rulename) || ' AS' || chr(10) || '    ON '
     || CASE w.ev_type WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' WHEN '4' THEN 'DELETE' END
     || ' TO ' || quote_ident(branch.name) || '.' || quote_ident(c.relname) AS head) d),
  CASE w.ev_enabled WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid
JOIN pg_rewrite w ON w.ev_class = c.oid AND w.ev_type <> '1'
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
  AND w.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_rewrite'::regclass)
