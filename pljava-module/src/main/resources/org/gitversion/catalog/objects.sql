-- Every catalog row that belongs to the schema (classid, objid) with the address of the object
-- that stands for it: a default for its column, an index for its constraint, a row type for its
-- table, an array type for its element type, a multirange and a constructor for the range type; and
-- the relkind of relations, the contype of constraints, else an empty text; and, where it is a part
-- of that object without a path of its own, which. Types are joined with the catalogs, not with the
-- CTEs: the planner knows nothing of how many rows of a CTE go together.
, relation AS MATERIALIZED (
  SELECT c.oid, c.relkind, c.reltype FROM pg_class c
  WHERE c.relnamespace = (SELECT oid FROM branch) AND c.relkind <> 't' AND {near c.oid}
), own_type AS MATERIALIZED (
  SELECT t.oid, t.typrelid, t.typelem, t.typtype FROM pg_type t
  WHERE t.typnamespace = (SELECT oid FROM branch) AND {near t.oid}
), object(classid, objid, toclass, toobj, tosub, kind, part) AS MATERIALIZED (
  SELECT 'pg_class'::regclass::oid, r.oid,
    CASE WHEN k.oid IS NOT NULL THEN 'pg_constraint'::regclass::oid
         WHEN r.relkind = 'c' THEN 'pg_type'::regclass::oid ELSE 'pg_class'::regclass::oid END,
    CASE WHEN k.oid IS NOT NULL THEN k.oid WHEN r.relkind = 'c' THEN r.reltype
         ELSE coalesce(i.refobjid, r.oid) END,
    coalesce(i.refobjsubid, 0), r.relkind, CASE WHEN i.refobjsubid > 0 THEN 'sequence' END
  FROM relation r
  LEFT JOIN pg_index x ON r.relkind IN ('i', 'I') AND x.indexrelid = r.oid
  LEFT JOIN pg_constraint k ON k.conrelid = x.indrelid AND k.conindid = r.oid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_depend i ON r.relkind = 'S' AND i.deptype = 'i' AND i.objid = r.oid
    AND i.classid = 'pg_class'::regclass AND i.refclassid = 'pg_class'::regclass
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid,
    CASE WHEN coalesce(re.relkind, r.relkind, 'c') <> 'c' THEN 'pg_class'::regclass::oid
         ELSE 'pg_type'::regclass::oid END,
    CASE WHEN coalesce(re.relkind, r.relkind, 'c') <> 'c' THEN coalesce(re.oid, r.oid)
         ELSE coalesce(g.rngtypid, e.oid, t.oid) END, 0, '',
    CASE WHEN t.typtype = 'm' THEN 'multirange' WHEN e.typtype = 'm' THEN 'multirange_array'
      WHEN e.oid IS NOT NULL THEN 'array' WHEN r.relkind <> 'c' THEN 'row_type' END
  FROM own_type t
  LEFT JOIN pg_class r ON r.oid = t.typrelid
  LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
  LEFT JOIN pg_class re ON re.oid = e.typrelid
  LEFT JOIN pg_range g ON g.rngmultitypid = coalesce(e.oid, t.oid)
  UNION ALL
  SELECT 'pg_attrdef'::regclass, d.oid, 'pg_class'::regclass, d.adrelid, d.adnum, '', NULL
  FROM pg_attrdef d JOIN relation r ON r.oid = d.adrelid
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid, 'pg_constraint'::regclass, k.oid, 0, k.contype, NULL
  FROM pg_constraint k WHERE k.connamespace = (SELECT oid FROM branch) AND {near k.oid}
  UNION ALL
  SELECT 'pg_rewrite'::regclass, w.oid,
    CASE WHEN r.relkind IN ('v', 'm') AND w.rulename = '_RETURN' THEN 'pg_class'::regclass::oid
         ELSE 'pg_rewrite'::regclass::oid END,
    CASE WHEN r.relkind IN ('v', 'm') AND w.rulename = '_RETURN' THEN r.oid ELSE w.oid END, 0, '', NULL
  FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class
  UNION ALL
  SELECT 'pg_trigger'::regclass, t.oid,
    CASE WHEN t.tgisinternal AND t.tgconstraint <> 0 THEN 'pg_constraint'::regclass::oid
         ELSE 'pg_trigger'::regclass::oid END,
    CASE WHEN t.tgisinternal AND t.tgconstraint <> 0 THEN t.tgconstraint ELSE t.oid END, 0, '', NULL
  FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid
  UNION ALL
  SELECT 'pg_policy'::regclass, p.oid, 'pg_policy'::regclass, p.oid, 0, '', NULL
  FROM pg_policy p JOIN relation r ON r.oid = p.polrelid
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, coalesce(d.refclassid, 'pg_proc'::regclass),
    coalesce(g.rngtypid, d.refobjid, p.oid), 0, '',
    CASE WHEN d.objid IS NOT NULL THEN CASE WHEN g.rngtypid IS NULL THEN '' ELSE 'multirange_' END
      || 'constructor' || p.pronargs || CASE WHEN p.provariadic <> 0 THEN '_variadic' ELSE '' END END
  FROM pg_proc p
  LEFT JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
    AND d.deptype = 'i' AND d.refclassid = 'pg_type'::regclass
  LEFT JOIN pg_range g ON g.rngmultitypid = d.refobjid
  WHERE p.pronamespace = (SELECT oid FROM branch) AND {near p.oid}
  UNION ALL
  SELECT 'pg_cast'::regclass, k.oid, 'pg_cast'::regclass, k.oid, 0, '', NULL
  FROM pg_cast k
  WHERE k.oid >= 16384 AND EXISTS (SELECT FROM own_type t WHERE t.oid IN (k.castsource, k.casttarget)
      AND ('pg_type'::regclass, t.oid) NOT IN (SELECT m.classid, m.objid FROM member m))
    AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_cast'::regclass AND d.objid = k.oid AND d.deptype = 'i')
  UNION ALL
  SELECT d.classid, d.objid, d.refclassid, d.refobjid, 0, '', NULL
  FROM (
    SELECT 'pg_opclass'::regclass::oid AS classid, o.oid, o.opcnamespace AS nsp FROM pg_opclass o
    UNION ALL SELECT 'pg_opfamily'::regclass, f.oid, f.opfnamespace FROM pg_opfamily f
  ) f JOIN pg_depend d ON d.refclassid = f.classid AND d.refobjid = f.oid
  LEFT JOIN pg_amop m ON d.classid = 'pg_amop'::regclass AND m.oid = d.objid AND m.amopsortfamily = f.oid
  WHERE f.nsp = (SELECT oid FROM branch)
    AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND d.deptype IN ('i', 'a')
    AND m.oid IS NULL
  UNION ALL
  SELECT x.classid, x.objid, x.classid, x.objid, 0, '', NULL
  FROM (
    SELECT 'pg_operator'::regclass::oid AS classid, oid AS objid, oprnamespace AS nsp FROM pg_operator
    UNION ALL SELECT 'pg_opclass'::regclass, oid, opcnamespace FROM pg_opclass
    UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfnamespace FROM pg_opfamily
    UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace FROM pg_collation
    UNION ALL SELECT 'pg_conversion'::regclass, oid, connamespace FROM pg_conversion
    UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxnamespace FROM pg_statistic_ext
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace FROM pg_ts_config
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace FROM pg_ts_dict
    UNION ALL SELECT 'pg_ts_parser'::regclass, oid, prsnamespace FROM pg_ts_parser
    UNION ALL SELECT 'pg_ts_template'::regclass, oid, tmplnamespace FROM pg_ts_template
  ) x WHERE x.nsp = (SELECT oid FROM branch)
)
