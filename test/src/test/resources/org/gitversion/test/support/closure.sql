-- What the objects of a schema need by the server's own pg_depend: paths of units with the paths of
-- what they need. The path of a column is that of the column; of what is in a unit that of the unit.
WITH branch AS (SELECT n.oid FROM pg_namespace n WHERE n.nspname = current_schema()),
named(classid, objid, objsubid, path) AS (
  SELECT 'pg_class'::regclass::oid, c.oid, 0,
    ARRAY[CASE c.relkind WHEN 'v' THEN 'views' WHEN 'm' THEN 'materialized_views'
      WHEN 'S' THEN 'sequences' WHEN 'i' THEN 'indexes' WHEN 'I' THEN 'indexes'
      WHEN 'c' THEN 'types' ELSE 'tables' END, c.relname]
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid
  WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
      AND d.deptype = 'i' AND d.refclassid = 'pg_class'::regclass AND c.relkind = 'S')
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, 0, ARRAY['tables', t.relname]
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid
  JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
  JOIN pg_class t ON t.oid = k.conrelid
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, 0, ARRAY['tables', t.relname]
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'S'
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i'
    AND d.refclassid = 'pg_class'::regclass
  JOIN pg_class t ON t.oid = d.refobjid
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, a.attnum,
    ARRAY[CASE c.relkind WHEN 'v' THEN 'views' WHEN 'm' THEN 'materialized_views'
      WHEN 'c' THEN 'types' ELSE 'tables' END, c.relname,
      CASE c.relkind WHEN 'c' THEN 'attributes' ELSE 'columns' END, a.attname]
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0,
    CASE WHEN c.relkind IS NULL OR c.relkind = 'c' THEN ARRAY['types', b.typname]
      ELSE ARRAY[CASE c.relkind WHEN 'v' THEN 'views' WHEN 'm' THEN 'materialized_views'
        ELSE 'tables' END, c.relname] END
  FROM branch JOIN pg_type t ON t.typnamespace = branch.oid
  LEFT JOIN pg_type e ON e.typarray = t.oid
  LEFT JOIN pg_range g ON g.rngmultitypid = coalesce(e.oid, t.oid)
  JOIN pg_type b ON b.oid = coalesce(g.rngtypid, e.oid, t.oid)
  LEFT JOIN pg_class c ON c.oid = b.typrelid
  UNION ALL
  SELECT 'pg_attrdef'::regclass, d.oid, 0,
    ARRAY[CASE c.relkind WHEN 'v' THEN 'views' ELSE 'tables' END, c.relname]
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid JOIN pg_attrdef d ON d.adrelid = c.oid
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, 0,
    CASE WHEN k.contypid <> 0 THEN ARRAY['types', t.typname] ELSE ARRAY['tables', c.relname] END
  FROM branch JOIN pg_constraint k ON k.connamespace = branch.oid AND k.contype <> 't'
  LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
  -- A foreign key to a partitioned table has inner ones to the partitions, which come and go with them.
  WHERE NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid)
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, 0, ARRAY['triggers', c.relname, t.tgname]
  FROM branch JOIN pg_constraint k ON k.connamespace = branch.oid AND k.contype = 't'
  JOIN pg_class c ON c.oid = k.conrelid JOIN pg_trigger t ON t.tgconstraint = k.oid
  UNION ALL
  SELECT 'pg_rewrite'::regclass, r.oid, 0,
    CASE WHEN r.rulename <> '_RETURN' THEN ARRAY['rules', c.relname, r.rulename]
      ELSE ARRAY[CASE c.relkind WHEN 'v' THEN 'views' ELSE 'materialized_views' END, c.relname] END
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid JOIN pg_rewrite r ON r.ev_class = c.oid
  UNION ALL
  SELECT 'pg_trigger'::regclass, t.oid, 0,
    CASE WHEN t.tgisinternal THEN ARRAY['tables', o.relname] ELSE ARRAY['triggers', c.relname, t.tgname] END
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid JOIN pg_trigger t ON t.tgrelid = c.oid
  LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint LEFT JOIN pg_class o ON o.oid = k.conrelid
  WHERE t.tgparentid = 0
  UNION ALL
  SELECT 'pg_policy'::regclass, p.oid, 0, ARRAY['policies', c.relname, p.polname]
  FROM branch JOIN pg_class c ON c.relnamespace = branch.oid JOIN pg_policy p ON p.polrelid = c.oid
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, 0,
    CASE WHEN r.typname IS NOT NULL THEN ARRAY['types', r.typname]
      ELSE ARRAY[CASE p.prokind WHEN 'p' THEN 'procedures' WHEN 'a' THEN 'aggregates' ELSE 'functions' END,
        p.proname || '(' || oidvectortypes(p.proargtypes) || ')'] END
  FROM branch JOIN pg_proc p ON p.pronamespace = branch.oid
  LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i'
  LEFT JOIN pg_range g ON d.refobjid IN (g.rngtypid, g.rngmultitypid)
  LEFT JOIN pg_type r ON r.oid = g.rngtypid
  UNION ALL
  SELECT 'pg_cast'::regclass, k.oid, 0,
    ARRAY['casts', format_type(k.castsource, NULL) || ' AS ' || format_type(k.casttarget, NULL)]
  FROM pg_cast k JOIN pg_type s ON s.oid = k.castsource JOIN pg_type t ON t.oid = k.casttarget
  JOIN branch ON branch.oid IN (s.typnamespace, t.typnamespace)
  WHERE NOT EXISTS (SELECT FROM pg_range g WHERE g.rngtypid = k.castsource AND g.rngmultitypid = k.casttarget)
  UNION ALL
  SELECT 'pg_operator'::regclass, o.oid, 0, ARRAY['operators', o.oprname || '('
    || CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END || ', '
    || CASE o.oprright WHEN 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END || ')']
  FROM branch JOIN pg_operator o ON o.oprnamespace = branch.oid
  UNION ALL
  SELECT 'pg_opclass'::regclass, o.oid, 0, ARRAY['operator_classes', m.amname, o.opcname]
  FROM branch JOIN pg_opclass o ON o.opcnamespace = branch.oid JOIN pg_am m ON m.oid = o.opcmethod
  UNION ALL
  SELECT 'pg_opfamily'::regclass, o.oid, 0, ARRAY['operator_families', m.amname, o.opfname]
  FROM branch JOIN pg_opfamily o ON o.opfnamespace = branch.oid JOIN pg_am m ON m.oid = o.opfmethod
  UNION ALL
  SELECT x.classid, x.oid, 0, ARRAY[x.folder, x.name] FROM (
    SELECT 'pg_collation'::regclass::oid AS classid, oid, 'collations' AS folder, collname AS name,
      collnamespace AS nsp FROM pg_collation
    UNION ALL SELECT 'pg_conversion'::regclass, oid, 'conversions', conname, connamespace FROM pg_conversion
    UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, 'statistics', stxname, stxnamespace FROM pg_statistic_ext
    UNION ALL SELECT 'pg_ts_parser'::regclass, oid, 'text_search_parsers', prsname, prsnamespace FROM pg_ts_parser
    UNION ALL SELECT 'pg_ts_template'::regclass, oid, 'text_search_templates', tmplname, tmplnamespace
      FROM pg_ts_template
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, 'text_search_dictionaries', dictname, dictnamespace FROM pg_ts_dict
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, 'text_search_configurations', cfgname, cfgnamespace
      FROM pg_ts_config
  ) x JOIN branch ON x.nsp = branch.oid
), path(classid, objid, objsubid, segments) AS (
  SELECT classid, objid, objsubid,
    ARRAY(SELECT replace(replace(s, '%', '%25'), '/', '%2F') FROM unnest(path) WITH ORDINALITY u(s, n) ORDER BY n)
  FROM named
  UNION ALL
  -- Members of operator classes and families.
  SELECT d.classid, d.objid, 0, ARRAY[CASE d.refclassid WHEN 'pg_opclass'::regclass THEN 'operator_classes'
    ELSE 'operator_families' END] || n.path[2:]
  FROM named n JOIN pg_depend d ON d.refclassid = n.classid AND d.refobjid = n.objid AND d.deptype IN ('i', 'a')
  WHERE n.classid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
    AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
)
SELECT DISTINCT array_to_string(CASE WHEN s.segments[1] IN ('triggers', 'policies', 'rules', 'operator_classes',
    'operator_families') THEN s.segments ELSE s.segments[1:2] END, '/') AS unit,
  array_to_string(r.segments, '/') AS need
FROM pg_depend d
JOIN path s ON s.classid = d.classid AND s.objid = d.objid AND s.objsubid = 0
JOIN path r ON r.classid = d.refclassid AND r.objid = d.refobjid AND r.objsubid = d.refobjsubid
WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S')
  AND s.segments[1:2] <> r.segments[1:2]
  -- A slot of the sequence names the column that owns it.
  AND NOT (s.segments[1] = 'sequences' AND d.deptype = 'a')
ORDER BY 1, 2
