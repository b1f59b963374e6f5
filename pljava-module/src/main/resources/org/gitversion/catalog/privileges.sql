-- The privileges of all objects of the schema, as differences from the default of their kind. Those
-- of the sequence of an identity column are told of the column, those of another part (its name
-- before each) of the object it belongs to. In the end the order in which they were granted, by
-- numbers of items, where it is not that of the items.
, acl(classid, objid, objsubid, owner, given, base) AS (
  SELECT 'pg_class'::regclass::oid, c.oid, 0, c.relowner, c.relacl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid WHERE c.relacl IS NOT NULL AND {parts c.oid}
  UNION ALL
  SELECT 'pg_class'::regclass, c.oid, a.attnum, c.relowner, a.attacl, NULL::aclitem[]
  FROM pg_class c JOIN branch ON c.relnamespace = branch.oid
  JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped WHERE a.attacl IS NOT NULL AND {parts c.oid}
  UNION ALL
  SELECT 'pg_proc'::regclass, p.oid, 0, p.proowner, p.proacl, acldefault('f', p.proowner)
  FROM pg_proc p JOIN branch ON p.pronamespace = branch.oid WHERE p.proacl IS NOT NULL AND {parts p.oid}
  UNION ALL
  SELECT 'pg_type'::regclass, t.oid, 0, t.typowner, t.typacl, acldefault('T', t.typowner)
  FROM pg_type t JOIN branch ON t.typnamespace = branch.oid WHERE t.typacl IS NOT NULL AND {parts t.oid}
), difference AS (
  SELECT acl.classid, acl.objid, acl.objsubid, acl.owner, x.sign, x.grantor, x.grantee,
    x.privilege_type, x.is_grantable, coalesce(r.place, 0) AS place
  FROM acl CROSS JOIN LATERAL (
    (SELECT '+' AS sign, g.* FROM aclexplode(acl.given) g
     EXCEPT SELECT '+', b.* FROM aclexplode(acl.base) b)
    UNION ALL
    (SELECT '-', b.* FROM aclexplode(acl.base) b
     EXCEPT SELECT '-', g.* FROM aclexplode(acl.given) g)
  ) x
  LEFT JOIN LATERAL (SELECT min(g.ordinality) AS place
    FROM aclexplode(acl.given) WITH ORDINALITY g
    WHERE g.grantor = x.grantor AND g.grantee = x.grantee AND x.sign = '+') r ON true
  WHERE (acl.classid, acl.objid) NOT IN (SELECT m.classid, m.objid FROM member m)
)
SELECT i.classid::int8, i.objid::int8, i.objsubid::int4, array_agg(i.item ORDER BY i.number), i.slot,
  nullif(string_agg(i.number::text, ',' ORDER BY i.part COLLATE "C", i.place, i.number),
    string_agg(i.number::text, ',' ORDER BY i.number))
FROM (
  SELECT t.*, row_number() OVER (PARTITION BY t.classid, t.objid, t.objsubid, t.slot
    ORDER BY t.item COLLATE "C") - 1 AS number
  FROM (
    SELECT coalesce(s.toclass, d.classid) AS classid, coalesce(s.toobj, d.objid) AS objid,
      coalesce(s.tosub, d.objsubid) AS objsubid, d.place, s.part,
      CASE s.part WHEN 'sequence' THEN 'sequence_privileges' ELSE
        CASE WHEN s.part IS NULL THEN 'privileges' ELSE 'part_privileges' END END AS slot,
      coalesce(nullif(s.part, 'sequence') || ' ', '')
      || d.sign || d.privilege_type || ' TO '
      || CASE d.grantee WHEN 0 THEN 'PUBLIC' WHEN d.owner THEN 'OWNER'
         ELSE quote_ident(pg_get_userbyid(d.grantee)) END
      || CASE WHEN d.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
      || CASE WHEN d.grantor <> d.owner THEN ' BY ' || quote_ident(pg_get_userbyid(d.grantor))
         ELSE '' END AS item
    FROM difference d
    LEFT JOIN object s ON s.classid = d.classid AND s.objid = d.objid AND s.part IS NOT NULL
  ) t
) i
GROUP BY i.classid, i.objid, i.objsubid, i.slot
