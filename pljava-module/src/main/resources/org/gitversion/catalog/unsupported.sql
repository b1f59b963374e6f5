-- Everything in the schema that this version cannot reproduce, each with its reason.
SELECT pg_describe_object(u.classid, u.objid, u.objsubid) || ' (' || u.reason || ')'
FROM (
  SELECT 'pg_class'::regclass::oid AS classid,
    CASE WHEN k.relnamespace = branch.oid THEN k.oid ELSE p.oid END AS objid, 0 AS objsubid,
    CASE WHEN h.inhdetachpending THEN 'partition being detached'
      WHEN 'f' IN (k.relkind, p.relkind) THEN 'inheritance with a foreign table'
      WHEN k.relnamespace = branch.oid THEN 'parent in another schema'
      ELSE 'child in another schema' END AS reason
  FROM pg_inherits h JOIN pg_class k ON k.oid = h.inhrelid JOIN pg_class p ON p.oid = h.inhparent
  JOIN branch ON branch.oid IN (k.relnamespace, p.relnamespace)
  WHERE k.relkind IN ('r', 'p', 'f') AND k.relpersistence <> 't' AND (h.inhdetachpending
    OR k.relnamespace <> p.relnamespace OR 'f' IN (k.relkind, p.relkind))
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, 0, 'foreign table'
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid WHERE c.relkind = 'f'
  UNION ALL
  SELECT d.classid, d.objid, 0, 'dependency on an extension'
  FROM pg_depend d
  LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
  LEFT JOIN pg_class c ON c.oid = CASE d.classid WHEN 'pg_class'::regclass THEN d.objid ELSE t.tgrelid END
  LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
  JOIN branch ON branch.oid = coalesce(c.relnamespace, p.pronamespace)
  WHERE d.deptype = 'x'
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, 'range type with a canonical function and constructors of another name'
  FROM pg_range g JOIN pg_type t ON t.oid = g.rngtypid JOIN branch ON t.typnamespace = branch.oid
  WHERE g.rngcanonical <> 0 AND EXISTS (SELECT FROM pg_depend d JOIN pg_proc f ON f.oid = d.objid
    WHERE d.refclassid = 'pg_type'::regclass AND d.refobjid = t.oid AND d.deptype = 'i'
      AND d.classid = 'pg_proc'::regclass AND f.proname <> t.typname)
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
  SELECT 'pg_opclass'::regclass, o.oid, 0, 'default operator class for a type of another schema'
  FROM pg_opclass o JOIN branch ON o.opcnamespace = branch.oid JOIN pg_type t ON t.oid = o.opcintype
  WHERE o.opcdefault AND t.typnamespace <> branch.oid
  UNION ALL
  SELECT m.classid, m.oid, 0, 'member of an operator family of another schema'
  FROM (
    SELECT 'pg_amop'::regclass::oid AS classid, a.oid, a.amopfamily AS family, o.oprnamespace AS nsp
    FROM pg_amop a JOIN pg_operator o ON o.oid = a.amopopr WHERE o.oid >= 16384
    UNION ALL
    SELECT 'pg_amproc'::regclass, a.oid, a.amprocfamily, p.pronamespace
    FROM pg_amproc a JOIN pg_proc p ON p.oid = a.amproc WHERE p.oid >= 16384
  ) m JOIN branch ON m.nsp = branch.oid JOIN pg_opfamily f ON f.oid = m.family
  WHERE f.opfnamespace <> branch.oid AND NOT EXISTS (SELECT FROM pg_depend d
    JOIN pg_opclass o ON d.refclassid = 'pg_opclass'::regclass AND o.oid = d.refobjid
    WHERE d.classid = m.classid AND d.objid = m.oid AND o.opcnamespace = branch.oid)
  UNION ALL
  SELECT 'pg_cast'::regclass, k.oid, 0, 'cast between types of other schemas'
  FROM pg_cast k JOIN pg_proc p ON p.oid = k.castfunc JOIN branch ON p.pronamespace = branch.oid
  JOIN pg_type s ON s.oid = k.castsource JOIN pg_type t ON t.oid = k.casttarget
  WHERE k.oid >= 16384 AND branch.oid NOT IN (s.typnamespace, t.typnamespace)
  UNION ALL
  SELECT 'pg_transform'::regclass, x.oid, 0, 'transform'
  FROM pg_transform x JOIN pg_type t ON t.oid = x.trftype JOIN branch ON t.typnamespace = branch.oid
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, d.oid, 0, 'text search dictionary with an option that names the schema'
  FROM pg_ts_dict d JOIN branch ON d.dictnamespace = branch.oid
  WHERE strpos(d.dictinitoption, quote_ident(branch.name) || '.') > 0
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
