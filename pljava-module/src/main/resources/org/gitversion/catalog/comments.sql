-- The comments of all objects of the schema.
SELECT d.classoid::int8, d.objoid::int8, d.objsubid::int4, d.description
FROM object o
JOIN pg_description d ON d.classoid = o.classid AND d.objoid = o.objid
WHERE o.classid = o.toclass AND o.objid = o.toobj
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = o.classid AND m.objid = o.objid)
