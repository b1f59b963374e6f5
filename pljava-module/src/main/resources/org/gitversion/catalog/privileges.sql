-- The privileges of all objects of the schema, as differences from the default of their kind. Those
-- of the sequence of an identity column are told of the column.
, acl(classid, objid, objsubid, owner, given, base) AS (
  SELECT 'pg_class'::regclass::oid, c.oid, 0, c.relowner, c.relacl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid WHERE c.relacl IS NOT NULL
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, a.attnum, c.relowner, a.attacl, NULL::aclitem[]
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid
  JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped WHERE a.attacl IS NOT NULL
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, 0, p.proowner, p.proacl, acldefault('f', p.proowner)
  FROM pg_proc p JOIN branch ON p.pronamespace = branch.oid WHERE p.proacl IS NOT NULL
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, t.typowner, t.typacl, acldefault('T', t.typowner)
  FROM pg_type t JOIN branch ON t.typnamespace = branch.oid WHERE t.typacl IS NOT NULL
), difference AS (
  SELECT acl.classid, acl.objid, acl.objsubid, acl.owner, x.sign, x.grantor, x.grantee,
    x.privilege_type, x.is_grantable
  FROM acl CROSS JOIN LATERAL (
    (SELECT '+' AS sign, g.* FROM aclexplode(acl.given) g
     EXCEPT SELECT '+', b.* FROM aclexplode(acl.base) b)
    UNION ALL
    (SELECT '-', b.* FROM aclexplode(acl.base) b
     EXCEPT SELECT '-', g.* FROM aclexplode(acl.given) g)
  ) x
  WHERE (acl.classid, acl.objid) NOT IN (SELECT m.classid, m.objid FROM member m)
)
SELECT coalesce(s.toclass, d.classid)::int8, coalesce(s.toobj, d.objid)::int8,
  coalesce(s.tosub, d.objsubid)::int4, array_agg(i.item ORDER BY i.item COLLATE "C"),
  CASE WHEN s.objid IS NULL THEN 'privileges' ELSE 'sequence_privileges' END
FROM difference d
LEFT JOIN object s ON s.classid = d.classid AND s.objid = d.objid AND s.tosub > 0
  AND d.classid = 'pg_class'::regclass
CROSS JOIN LATERAL (
  SELECT d.sign || d.privilege_type || ' TO '
    || CASE d.grantee WHEN 0 THEN 'PUBLIC' WHEN d.owner THEN 'OWNER'
       ELSE quote_ident(pg_get_userbyid(d.grantee)) END
    || CASE WHEN d.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
    || CASE WHEN d.grantor <> d.owner THEN ' BY ' || quote_ident(pg_get_userbyid(d.grantor))
       ELSE '' END AS item
) i
GROUP BY d.classid, d.objid, d.objsubid, s.objid, s.toclass, s.toobj, s.tosub
