-- What hangs on the objects of the schema: address, text, and the slot that holds it; then what each
-- needs by pg_depend: address, NULL, address of the referent and, of one in another branch, its schema.
-- Members of extensions in the schema of the root, with what comes with them (the array of
-- a multirange with that), are in no branch. A subquery in CASE is hashed, whatever the statistics say;
-- those that are members are looked for only where something in the schema of the root is referred to.
-- Left out: that a sequence belongs to its column (a slot says so), and which unique index a foreign
-- key happened to be bound to. What is on a part that no slot is for gets a slot that no kind has.
-- Comments on attributes of a composite type hang on the relation behind it; the comment on the index
-- of a key is a slot of the constraint, that on a trigger that comes with the parent's one of the partition.
, other AS MATERIALIZED (
  SELECT b.schema_name AS name, b.parent_branch_id IS NULL AS is_root
  FROM gitversion.branches b JOIN branch ON b.schema_name <> branch.name WHERE b.is_active
), of_member AS MATERIALIZED (
  SELECT m.classid, m.objid FROM member m
  UNION ALL
  SELECT d.classid, d.objid FROM pg_depend d
  WHERE CASE WHEN d.deptype = 'i' THEN
    (d.refclassid, d.refobjid) IN (SELECT m.classid, m.objid FROM member m) END
), of_extension AS MATERIALIZED (
  SELECT m.classid, m.objid FROM of_member m
  UNION ALL
  SELECT d.classid, d.objid FROM pg_depend d
  WHERE CASE WHEN d.deptype = 'i' THEN
    (d.refclassid, d.refobjid) IN (SELECT m.classid, m.objid FROM of_member m) END
)
SELECT o.toclass::int8, o.toobj::int8, p.subid::int4,
  CASE p.slot WHEN 'part_comments' THEN p.part || '=' ELSE '' END || d.description,
  NULL::int8, NULL::int8, NULL::int4, p.slot
FROM object o
JOIN pg_description d ON d.classoid = o.classid AND d.objoid = o.objid
CROSS JOIN LATERAL (
  SELECT o.part, CASE WHEN q.own THEN d.objsubid ELSE o.tosub END AS subid,
    CASE WHEN q.own THEN 'comment' WHEN o.part IS NULL THEN 'none' ELSE 'part_comments' END AS slot
  FROM (SELECT o.classid = o.toclass AND o.objid = o.toobj OR d.objsubid <> 0 AS own) q
) p
WHERE NOT (o.classid = 'pg_class'::regclass AND o.toclass = 'pg_constraint'::regclass) AND {parts o.objid}
  AND CASE WHEN o.classid = 'pg_trigger'::regclass THEN
    (SELECT g.tgparentid = 0 OR g.tgisinternal FROM pg_trigger g WHERE g.oid = o.objid) ELSE true END
  AND (d.classoid, d.objoid) NOT IN (SELECT m.classid, m.objid FROM member m)
UNION ALL
SELECT o.toclass::int8, o.toobj::int8, CASE WHEN p.part = '' THEN l.objsubid ELSE o.tosub END::int4,
  coalesce(p.part, '') || quote_ident(l.provider) || '=' || l.label, NULL::int8, NULL::int8, NULL::int4,
  CASE WHEN p.part IS NULL THEN 'none' ELSE 'security_labels' END
FROM pg_seclabel l
JOIN object o ON o.classid = l.classoid AND o.objid = l.objoid
CROSS JOIN LATERAL (
  SELECT CASE WHEN o.classid = o.toclass AND o.objid = o.toobj OR l.objsubid <> 0 THEN ''
    ELSE o.part || ' ' END AS part
) p
WHERE (l.classoid, l.objoid) NOT IN (SELECT m.classid, m.objid FROM member m)
  AND {parts o.objid}
UNION ALL
SELECT o.toclass::int8, o.toobj::int8, 0, quote_ident(e.extname), NULL::int8, NULL::int8, NULL::int4,
  CASE WHEN o.objid = o.toobj OR o.toclass = 'pg_constraint'::regclass
    THEN 'extensions' ELSE 'none' END
FROM pg_extension e
JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
  AND d.deptype = 'x'
JOIN object o ON o.classid = d.classid AND o.objid = d.objid AND {parts o.objid}
UNION ALL
SELECT s.toclass::int8, s.toobj::int8, coalesce(nullif(d.objsubid, 0), s.tosub)::int4,
  NULL::text,
  coalesce(r.toclass, d.refclassid)::int8, coalesce(r.toobj, d.refobjid)::int8,
  coalesce(nullif(d.refobjsubid, 0), r.tosub, 0)::int4,
  CASE WHEN i.schema IS NULL THEN NULL
    WHEN i.schema IN (SELECT x.name FROM other x WHERE NOT x.is_root) THEN i.schema
    WHEN i.schema NOT IN (SELECT x.name FROM other x WHERE x.is_root) THEN NULL
    WHEN (d.refclassid, d.refobjid) NOT IN (SELECT e.classid, e.objid FROM of_extension e)
    THEN i.schema END
FROM object s
JOIN pg_depend d ON d.objid = s.objid AND d.classid = s.classid
LEFT JOIN object r ON r.objid = d.refobjid AND r.classid = d.refclassid
CROSS JOIN LATERAL (SELECT CASE WHEN r.objid IS NULL THEN
  (parse_ident((pg_identify_object(d.refclassid, d.refobjid, d.refobjsubid)).schema))[1] END AS schema) i
WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S') AND {parts s.objid}
  AND d.refclassid <> 'pg_namespace'::regclass
  AND (r.objid IS NULL OR r.toobj <> s.toobj OR r.toclass <> s.toclass
    OR (d.refobjsubid <> 0 AND d.refobjsubid <> coalesce(nullif(d.objsubid, 0), s.tosub)))
  AND NOT (d.deptype = 'a' AND s.kind = 'S')
  AND NOT (d.refclassid = 'pg_class'::regclass AND s.toclass = 'pg_constraint'::regclass
    AND s.kind = 'f' AND coalesce(r.kind,
      (SELECT q.relkind FROM pg_class q WHERE q.oid = d.refobjid)) IN ('i', 'I'))
