-- The comments of all objects of the schema, then what each needs by pg_depend: address and comment,
-- or address, NULL, address of the referent and, of a referent outside, its schema. Left out: that a
-- sequence belongs to its column (a slot says so), and which unique index a foreign key happened to
-- be bound to. Comments on attributes of a composite type hang on the relation behind it.
SELECT o.toclass::int8, o.toobj::int8, d.objsubid::int4, d.description,
  NULL::int8, NULL::int8, NULL::int4, NULL::text
FROM object o
JOIN pg_description d ON d.classoid = o.classid AND d.objoid = o.objid
WHERE (o.classid = o.toclass AND o.objid = o.toobj OR d.objsubid <> 0)
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = d.classoid AND m.objid = d.objoid)
UNION ALL
SELECT s.toclass::int8, s.toobj::int8, coalesce(nullif(d.objsubid, 0), s.tosub)::int4,
  NULL::text,
  coalesce(r.toclass, d.refclassid)::int8, coalesce(r.toobj, d.refobjid)::int8,
  coalesce(nullif(d.refobjsubid, 0), r.tosub, 0)::int4,
  CASE WHEN r.objid IS NULL THEN
    (pg_identify_object(d.refclassid, d.refobjid, d.refobjsubid)).schema END
FROM object s
JOIN pg_depend d ON d.objid = s.objid AND d.classid = s.classid
LEFT JOIN object r ON r.objid = d.refobjid AND r.classid = d.refclassid
WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S')
  AND d.refclassid <> 'pg_namespace'::regclass
  AND (r.objid IS NULL OR r.toobj <> s.toobj OR r.toclass <> s.toclass
    OR (d.refobjsubid <> 0 AND d.refobjsubid <> coalesce(nullif(d.objsubid, 0), s.tosub)))
  AND NOT (d.deptype = 'a' AND s.kind = 'S')
  AND NOT (d.refclassid = 'pg_class'::regclass AND s.toclass = 'pg_constraint'::regclass
    AND s.kind = 'f' AND coalesce(r.kind,
      (SELECT q.relkind FROM pg_class q WHERE q.oid = d.refobjid)) IN ('i', 'I'))
