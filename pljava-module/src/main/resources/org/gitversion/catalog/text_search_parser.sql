-- Text search parsers.
, fn AS NOT MATERIALIZED (
  SELECT p.oid, CASE WHEN pg_function_is_visible(p.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(p.proname) AS name
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
)
SELECT 'pg_ts_parser'::regclass::oid::int8, s.oid::int8, 0,
  ARRAY['text_search_parsers', s.prsname], NULL::text[],
  (SELECT f.name FROM fn f WHERE f.oid = s.prsstart),
  (SELECT f.name FROM fn f WHERE f.oid = s.prstoken),
  (SELECT f.name FROM fn f WHERE f.oid = s.prsend),
  (SELECT f.name FROM fn f WHERE f.oid = s.prsheadline),
  (SELECT f.name FROM fn f WHERE f.oid = s.prslextype)
FROM branch
JOIN pg_ts_parser s ON s.prsnamespace = branch.oid
WHERE s.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_ts_parser'::regclass)
