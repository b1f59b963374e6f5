-- Operator families, with those of their members that belong to no operator class.
SELECT 'pg_opfamily'::regclass::oid::int8, f.oid::int8, 0,
  ARRAY['operator_families', a.amname, f.opfname],
  ARRAY['owner', pg_get_userbyid(f.opfowner)],
  (SELECT array_agg(i.item ORDER BY i.item COLLATE "C")
   FROM (
     SELECT 'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator
       || CASE WHEN m.amopsortfamily <> 0 THEN ' FOR ORDER BY '
          || CASE WHEN pg_opfamily_is_visible(s.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
          || quote_ident(s.opfname) ELSE '' END AS item
     FROM pg_amop m LEFT JOIN pg_opfamily s ON s.oid = m.amopsortfamily
     LEFT JOIN pg_namespace n ON n.oid = s.opfnamespace
     WHERE m.amopfamily = f.oid AND NOT EXISTS (SELECT FROM pg_depend d
       WHERE d.classid = 'pg_amop'::regclass AND d.objid = m.oid
         AND d.refclassid = 'pg_opclass'::regclass)
     UNION ALL
     SELECT 'FUNCTION ' || m.amprocnum || ' (' || format_type(m.amproclefttype, NULL) || ', '
       || format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::oid::regprocedure
     FROM pg_amproc m
     WHERE m.amprocfamily = f.oid AND NOT EXISTS (SELECT FROM pg_depend d
       WHERE d.classid = 'pg_amproc'::regclass AND d.objid = m.oid
         AND d.refclassid = 'pg_opclass'::regclass)
   ) i)
FROM branch
JOIN pg_opfamily f ON f.opfnamespace = branch.oid
JOIN pg_am a ON a.oid = f.opfmethod
WHERE f.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_opfamily'::regclass)
