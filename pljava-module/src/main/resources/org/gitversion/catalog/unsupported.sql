-- Everything in the schema that this version cannot reproduce, each with its reason.
SELECT pg_describe_object(u.classid, u.objid, u.objsubid), u.reason
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
  SELECT 'pg_type'::regclass, t.oid, 0, 'range type with a canonical function and constructors of another name'
  FROM pg_range g JOIN pg_type t ON t.oid = g.rngtypid JOIN branch ON t.typnamespace = branch.oid
  WHERE g.rngcanonical <> 0 AND EXISTS (SELECT FROM pg_depend d JOIN pg_proc f ON f.oid = d.objid
    WHERE d.refclassid = 'pg_type'::regclass AND d.refobjid = t.oid AND d.deptype = 'i'
      AND d.classid = 'pg_proc'::regclass AND f.proname <> t.typname)
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, 'range type with constructors of different names or schemas'
  FROM pg_range g JOIN pg_type t ON t.oid = g.rngtypid JOIN branch ON t.typnamespace = branch.oid
  WHERE EXISTS (SELECT FROM pg_depend d JOIN pg_proc f ON f.oid = d.objid
    WHERE d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, g.rngmultitypid)
      AND d.deptype = 'i' AND d.classid = 'pg_proc'::regclass
    GROUP BY d.refobjid HAVING count(DISTINCT f.proname) > 1 OR bool_or(f.pronamespace <> branch.oid))
  UNION ALL
  SELECT 'pg_opclass'::regclass, o.oid, 0, 'default operator class for a type of another schema'
  FROM pg_opclass o JOIN branch ON o.opcnamespace = branch.oid JOIN pg_type t ON t.oid = o.opcintype
  WHERE o.opcdefault AND t.typnamespace <> branch.oid
  UNION ALL
  SELECT m.classid, m.oid, 0, 'member of an operator family of another schema'
  FROM (
    SELECT 'pg_amop'::regclass::oid AS classid, a.oid, a.amopfamily AS family, o.oprnamespace AS nsp
    FROM pg_amop a JOIN pg_operator o ON o.oid = a.amopopr
    WHERE o.oid >= 16384 AND ('pg_operator'::regclass, o.oid) NOT IN (SELECT m.classid, m.objid FROM member m)
    UNION ALL
    SELECT 'pg_amproc'::regclass, a.oid, a.amprocfamily, p.pronamespace
    FROM pg_amproc a JOIN pg_proc p ON p.oid = a.amproc
    WHERE p.oid >= 16384 AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT m.classid, m.objid FROM member m)
  ) m JOIN branch ON m.nsp = branch.oid JOIN pg_opfamily f ON f.oid = m.family
  WHERE (f.opfnamespace <> branch.oid
      OR ('pg_opfamily'::regclass, f.oid) IN (SELECT m.classid, m.objid FROM member m))
    AND NOT EXISTS (SELECT FROM pg_depend d
    JOIN pg_opclass o ON d.refclassid = 'pg_opclass'::regclass AND o.oid = d.refobjid
    WHERE d.classid = m.classid AND d.objid = m.oid AND o.opcnamespace = branch.oid)
  UNION ALL
  SELECT 'pg_cast'::regclass, k.oid, 0, 'cast between types of other schemas or of extensions'
  FROM pg_cast k JOIN pg_proc p ON p.oid = k.castfunc JOIN branch ON p.pronamespace = branch.oid
  JOIN pg_type s ON s.oid = k.castsource JOIN pg_type t ON t.oid = k.casttarget
  WHERE k.oid >= 16384
    AND (s.typnamespace <> branch.oid OR EXISTS (SELECT FROM member m
      WHERE m.classid = 'pg_type'::regclass AND m.objid = s.oid))
    AND (t.typnamespace <> branch.oid OR EXISTS (SELECT FROM member m
      WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid))
  UNION ALL
  SELECT 'pg_transform'::regclass, x.oid, 0, 'transform'
  FROM pg_transform x JOIN pg_type t ON t.oid = x.trftype
  LEFT JOIN pg_proc p ON p.oid IN (x.trffromsql, x.trftosql)
  JOIN branch ON branch.oid IN (t.typnamespace, p.pronamespace)
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, d.oid, 0, 'text search dictionary with an option that names the schema'
  FROM pg_ts_dict d JOIN branch ON d.dictnamespace = branch.oid
  WHERE strpos(d.dictinitoption, quote_ident(branch.name) || '.') > 0
) u
WHERE (u.classid, u.objid) NOT IN (SELECT m.classid, m.objid FROM member m)
ORDER BY 1, 2
