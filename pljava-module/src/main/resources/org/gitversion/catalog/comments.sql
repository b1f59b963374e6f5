-- The comments of all objects of the schema. Those of the attributes of a composite type hang on
-- the relation behind the type.
SELECT o.toclass::int8, o.toobj::int8, d.objsubid::int4, d.description
FROM object o
JOIN pg_description d ON d.classoid = o.classid AND d.objoid = o.objid
WHERE (o.classid = o.toclass AND o.objid = o.toobj OR d.objsubid <> 0)
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = o.classid AND m.objid = o.objid)
