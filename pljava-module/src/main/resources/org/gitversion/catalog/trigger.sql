-- Triggers of tables and views. PostgreSQL prints the condition of a trigger only within the whole
-- definition, so that is written here again up to the condition and from its end, and must fit: the
-- cast to a number is there to fail with the definition in its message. Triggers that partitions
-- have from their parents belong to these.
SELECT 'pg_trigger'::regclass::oid::int8, t.oid::int8, 0, ARRAY['triggers', c.relname, t.tgname],
  NULL::text[],
  CASE WHEN t.tgtype & 2 <> 0 THEN 'BEFORE' WHEN t.tgtype & 64 <> 0 THEN 'INSTEAD OF'
    ELSE 'AFTER' END,
  array_remove(ARRAY[CASE WHEN t.tgtype & 8 <> 0 THEN 'DELETE' END,
    CASE WHEN t.tgtype & 4 <> 0 THEN 'INSERT' END, CASE WHEN t.tgtype & 32 <> 0 THEN 'TRUNCATE' END,
    CASE WHEN t.tgtype & 16 <> 0 THEN 'UPDATE' END], NULL),
  (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(t.tgattr) WITH ORDINALITY k(num, n)
   JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = k.num),
  CASE WHEN t.tgtype & 1 <> 0 THEN 'ROW' ELSE 'STATEMENT' END,
  CASE WHEN t.tgqual IS NOT NULL THEN (
    SELECT CASE WHEN starts_with(d.whole, d.head) AND right(d.whole, length(d.tail)) = d.tail
      THEN substr(d.whole, length(d.head) + 1,
        length(d.whole) - length(d.head) - length(d.tail))
      ELSE ('trigger definition of an unknown form: ' || d.whole)::int4::text END
    FROM (SELECT pg_get_triggerdef(t.oid) AS whole,
      'CREATE ' || CASE WHEN t.tgconstraint <> 0 THEN 'CONSTRAINT ' ELSE '' END
      || 'TRIGGER ' || quote_ident(t.tgname)
      || CASE WHEN t.tgtype & 2 <> 0 THEN ' BEFORE' WHEN t.tgtype & 64 <> 0 THEN ' INSTEAD OF'
         ELSE ' AFTER' END
      || substr(concat(CASE WHEN t.tgtype & 4 <> 0 THEN ' OR INSERT' END,
           CASE WHEN t.tgtype & 8 <> 0 THEN ' OR DELETE' END,
           CASE WHEN t.tgtype & 16 <> 0 THEN ' OR UPDATE' || coalesce(
             (SELECT ' OF ' || string_agg(quote_ident(a.attname), ', ' ORDER BY k.n)
              FROM unnest(t.tgattr) WITH ORDINALITY k(num, n)
              JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = k.num), '') END,
           CASE WHEN t.tgtype & 32 <> 0 THEN ' OR TRUNCATE' END), 4)
      || ' ON ' || quote_ident(branch.name) || '.' || quote_ident(c.relname) || ' '
      || CASE WHEN t.tgconstrrelid <> 0 THEN 'FROM ' || t.tgconstrrelid::regclass || ' ' ELSE '' END
      || CASE WHEN t.tgconstraint = 0 THEN '' WHEN NOT t.tgdeferrable
           THEN 'NOT DEFERRABLE INITIALLY IMMEDIATE ' ELSE 'DEFERRABLE INITIALLY '
           || CASE WHEN t.tginitdeferred THEN 'DEFERRED ' ELSE 'IMMEDIATE ' END END
      || CASE WHEN coalesce(t.tgoldtable, t.tgnewtable) IS NOT NULL THEN 'REFERENCING '
           || coalesce('OLD TABLE AS ' || quote_ident(t.tgoldtable) || ' ', '')
           || coalesce('NEW TABLE AS ' || quote_ident(t.tgnewtable) || ' ', '') ELSE '' END
      || CASE WHEN t.tgtype & 1 <> 0 THEN 'FOR EACH ROW' ELSE 'FOR EACH STATEMENT' END
      || ' WHEN (' AS head,
      ') EXECUTE FUNCTION '
      || CASE WHEN pg_function_is_visible(f.oid) THEN '' ELSE quote_ident(fn.nspname) || '.' END
      || quote_ident(f.proname) || '('
      || coalesce((SELECT string_agg('''' || replace(i.item, '''', '''''') || '''', ', '
           ORDER BY i.n) FROM unnest(g.items) WITH ORDINALITY i(item, n)), '')
      || ')' AS tail) d) END,
  CASE WHEN pg_function_is_visible(f.oid) THEN '' ELSE quote_ident(fn.nspname) || '.' END
    || quote_ident(f.proname),
  g.items,
  t.tgoldtable::text,
  t.tgnewtable::text,
  CASE WHEN t.tgconstraint <> 0 THEN 'yes' END,
  CASE WHEN t.tginitdeferred THEN 'INITIALLY DEFERRED' WHEN t.tgdeferrable THEN 'DEFERRABLE' END,
  CASE WHEN t.tgconstrrelid <> 0 THEN t.tgconstrrelid::regclass::text END,
  CASE t.tgenabled WHEN 'D' THEN 'DISABLED' WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' END
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind IN ('r', 'p', 'v', 'f')
JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgparentid = 0
JOIN pg_proc f ON f.oid = t.tgfoid
JOIN pg_namespace fn ON fn.oid = f.pronamespace
CROSS JOIN LATERAL (
  SELECT array_agg(convert_from(substr(t.tgargs, z.start + 1, z.stop - z.start - 1),
      getdatabaseencoding()) ORDER BY z.stop) AS items
  FROM (SELECT p AS stop, lag(p, 1, 0) OVER (ORDER BY p) AS start
    FROM generate_series(1, length(t.tgargs)) p WHERE get_byte(t.tgargs, p - 1) = 0) z
) g
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_class'::regclass)
  AND t.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_trigger'::regclass)
