-- Everything in the schema that this version cannot reproduce, each with its reason.
SELECT pg_describe_object(u.classid, u.objid, u.objsubid) || ' (' || u.reason || ')'
FROM (
  SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid, 'partitioned table' AS reason
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid WHERE c.relkind IN ('p', 'I')
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, 0, 'foreign table'
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid WHERE c.relkind = 'f'
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, 0, CASE WHEN c.relispartition THEN 'partition' ELSE 'inheritance' END
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid
  WHERE c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, 0, 'typed table'
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid WHERE c.reloftype <> 0
  UNION ALL
  SELECT d.classid, d.objid, 0, 'dependency on an extension'
  FROM pg_depend d
  LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
  LEFT JOIN pg_class c ON c.oid = CASE d.classid WHEN 'pg_class'::regclass THEN d.objid ELSE t.tgrelid END
  LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
  JOIN branch ON branch.oid = coalesce(c.relnamespace, p.pronamespace)
  WHERE d.deptype = 'x'
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, CASE t.typtype WHEN 'p' THEN 'shell type' ELSE 'base type' END
  FROM pg_type t JOIN branch ON t.typnamespace = branch.oid
  WHERE t.typtype = 'p' OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  UNION ALL
  SELECT 'pg_type'::regclass, g.rngtypid, 0, 'range type with a canonical function'
  FROM pg_range g JOIN pg_type t ON t.oid = g.rngtypid JOIN branch ON t.typnamespace = branch.oid
  WHERE g.rngcanonical <> 0
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, 0, 'constraint over periods or not enforced'
  FROM pg_constraint k JOIN branch ON k.connamespace = branch.oid
  WHERE CASE WHEN current_setting('server_version_num')::int4 >= 180000 THEN
    to_jsonb(k) ->> 'conperiod' = 'true' OR to_jsonb(k) ->> 'conenforced' = 'false' END
  UNION ALL
  SELECT d.classoid, d.objoid, 0, 'comment on what belongs to another object'
  FROM pg_description d JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid
  JOIN branch ON c.relnamespace = branch.oid
  WHERE c.relkind = 'S' AND EXISTS (SELECT FROM pg_depend i
    WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i')
  UNION ALL
  SELECT d.classoid, d.objoid, 0, 'comment on what belongs to another object'
  FROM pg_description d JOIN pg_type t ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid
  JOIN branch ON t.typnamespace = branch.oid
  LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.typtype = 'm' OR c.relkind <> 'c' OR EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  UNION ALL
  SELECT 'pg_operator'::regclass, oid, 0, 'operator' FROM pg_operator WHERE oprnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_opclass'::regclass, oid, 0, 'operator class' FROM pg_opclass WHERE opcnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_opfamily'::regclass, oid, 0, 'operator family' FROM pg_opfamily WHERE opfnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_collation'::regclass, oid, 0, 'collation' FROM pg_collation WHERE collnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_conversion'::regclass, oid, 0, 'conversion' FROM pg_conversion WHERE connamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_ts_config'::regclass, oid, 0, 'text search configuration' FROM pg_ts_config WHERE cfgnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, oid, 0, 'text search dictionary' FROM pg_ts_dict WHERE dictnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_ts_parser'::regclass, oid, 0, 'text search parser' FROM pg_ts_parser WHERE prsnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_ts_template'::regclass, oid, 0, 'text search template' FROM pg_ts_template WHERE tmplnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT 'pg_default_acl'::regclass, oid, 0, 'default privileges' FROM pg_default_acl WHERE defaclnamespace = (SELECT oid FROM branch)
  UNION ALL
  SELECT s.classoid, s.objoid, s.objsubid, 'security label'
  FROM pg_seclabel s
  LEFT JOIN pg_class c ON s.classoid = 'pg_class'::regclass AND c.oid = s.objoid
  LEFT JOIN pg_proc p ON s.classoid = 'pg_proc'::regclass AND p.oid = s.objoid
  LEFT JOIN pg_type t ON s.classoid = 'pg_type'::regclass AND t.oid = s.objoid
  JOIN branch ON branch.oid = coalesce(c.relnamespace, p.pronamespace, t.typnamespace)
  UNION ALL
  SELECT 'pg_publication_rel'::regclass, p.oid, 0, 'publication'
  FROM pg_publication_rel p JOIN pg_class c ON c.oid = p.prrelid JOIN branch ON c.relnamespace = branch.oid
  UNION ALL
  SELECT 'pg_publication_namespace'::regclass, p.oid, 0, 'publication'
  FROM pg_publication_namespace p JOIN branch ON p.pnnspid = branch.oid
  UNION ALL
  SELECT 'pg_class'::regclass, i.indexrelid, 0, CASE WHEN i.indisclustered THEN 'clustered index' ELSE 'invalid index' END
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN branch ON c.relnamespace = branch.oid
  WHERE c.relkind IN ('r', 'm') AND (NOT i.indisvalid OR i.indisclustered)
  UNION ALL
  SELECT g.classid, g.objid, g.objsubid, 'privilege granted by another role than the owner'
  FROM (
    SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid, 0 AS objsubid, c.relowner AS owner, c.relacl AS acl
    FROM pg_class c JOIN branch ON c.relnamespace = branch.oid
    WHERE c.relacl IS NOT NULL
    UNION ALL
    SELECT 'pg_class'::regclass, c.oid, a.attnum, c.relowner, a.attacl
    FROM pg_class c JOIN branch ON c.relnamespace = branch.oid JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE a.attacl IS NOT NULL
    UNION ALL
    SELECT 'pg_proc'::regclass, p.oid, 0, p.proowner, p.proacl
    FROM pg_proc p JOIN branch ON p.pronamespace = branch.oid
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, 0, t.typowner, t.typacl
    FROM pg_type t JOIN branch ON t.typnamespace = branch.oid
  ) g
  WHERE EXISTS (SELECT FROM aclexplode(g.acl) x WHERE x.grantor <> g.owner)
) u
WHERE (u.classid, u.objid) NOT IN (SELECT m.classid, m.objid FROM member m)
ORDER BY 1
