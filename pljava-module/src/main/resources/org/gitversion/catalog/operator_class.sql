-- Operator classes, with the members that belong to them and not to their family alone.
SELECT 'pg_opclass'::regclass::oid::int8, c.oid::int8, 0,
  ARRAY['operator_classes', a.amname, c.opcname],
  ARRAY['owner', pg_get_userbyid(c.opcowner)],
  CASE WHEN c.opcdefault THEN 'yes' END,
  format_type(c.opcintype, NULL),
  CASE WHEN pg_opfamily_is_visible(f.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
    || quote_ident(f.opfname),
  CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END,
  (SELECT array_agg(i.item ORDER BY i.item COLLATE "C")
   FROM pg_depend d CROSS JOIN LATERAL (
     SELECT 'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator
       || CASE WHEN m.amopsortfamily <> 0 THEN ' FOR ORDER BY '
          || CASE WHEN pg_opfamily_is_visible(s.oid) THEN '' ELSE quote_ident(sn.nspname) || '.' END
          || quote_ident(s.opfname) ELSE '' END AS item
     FROM pg_amop m LEFT JOIN pg_opfamily s ON s.oid = m.amopsortfamily
     LEFT JOIN pg_namespace sn ON sn.oid = s.opfnamespace
     WHERE d.classid = 'pg_amop'::regclass AND m.oid = d.objid
     UNION ALL
     SELECT 'FUNCTION ' || m.amprocnum || ' (' || format_type(m.amproclefttype, NULL) || ', '
       || format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::oid::regprocedure
     FROM pg_amproc m
     WHERE d.classid = 'pg_amproc'::regclass AND m.oid = d.objid
   ) i
   WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid)
FROM branch
JOIN pg_opclass c ON c.opcnamespace = branch.oid
JOIN pg_am a ON a.oid = c.opcmethod
JOIN pg_opfamily f ON f.oid = c.opcfamily
JOIN pg_namespace n ON n.oid = f.opfnamespace
WHERE c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_opclass'::regclass)
