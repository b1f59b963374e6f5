-- Text search templates.
, fn AS NOT MATERIALIZED (
  SELECT p.oid, CASE WHEN pg_function_is_visible(p.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(p.proname) AS name
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
)
SELECT 'pg_ts_template'::regclass::oid::int8, t.oid::int8, 0,
  ARRAY['text_search_templates', t.tmplname], NULL::text[],
  (SELECT f.name FROM fn f WHERE f.oid = t.tmplinit),
  (SELECT f.name FROM fn f WHERE f.oid = t.tmpllexize)
FROM branch
JOIN pg_ts_template t ON t.tmplnamespace = branch.oid
WHERE t.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_ts_template'::regclass)
