-- Text search configurations, with the dictionaries for each type of token in their order.
SELECT 'pg_ts_config'::regclass::oid::int8, c.oid::int8, 0,
  ARRAY['text_search_configurations', c.cfgname],
  ARRAY['owner', pg_get_userbyid(c.cfgowner)],
  CASE WHEN pg_ts_parser_is_visible(p.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(p.prsname),
  (SELECT array_agg(i.item ORDER BY i.item COLLATE "C")
   FROM (
     SELECT quote_ident(t.alias) || '='
       || string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS item
     FROM pg_ts_config_map m JOIN ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
     WHERE m.mapcfg = c.oid GROUP BY t.alias
   ) i)
FROM branch
JOIN pg_ts_config c ON c.cfgnamespace = branch.oid
JOIN pg_ts_parser p ON p.oid = c.cfgparser
JOIN pg_namespace n ON n.oid = p.prsnamespace
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_ts_config'::regclass)
