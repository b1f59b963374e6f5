-- Text search dictionaries. The server keeps their options as the text to set them with.
SELECT 'pg_ts_dict'::regclass::oid::int8, d.oid::int8, 0,
  ARRAY['text_search_dictionaries', d.dictname],
  ARRAY['owner', pg_get_userbyid(d.dictowner)],
  CASE WHEN pg_ts_template_is_visible(t.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(t.tmplname),
  d.dictinitoption
FROM branch
JOIN pg_ts_dict d ON d.dictnamespace = branch.oid
JOIN pg_ts_template t ON t.oid = d.dicttemplate
JOIN pg_namespace n ON n.oid = t.tmplnamespace
WHERE d.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_ts_dict'::regclass)
