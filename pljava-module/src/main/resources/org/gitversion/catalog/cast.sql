-- Casts from and to types of the schema: they are in no schema themselves. Left out are those that
-- come with range types, and those between types that are not of the branch but of extensions.
SELECT 'pg_cast'::regclass::oid::int8, c.oid::int8, 0,
  ARRAY['casts', format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL)],
  NULL::text[],
  CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
    WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
  CASE c.castcontext WHEN 'i' THEN 'IMPLICIT' WHEN 'a' THEN 'ASSIGNMENT' END
FROM branch
CROSS JOIN pg_cast c
JOIN pg_type s ON s.oid = c.castsource
JOIN pg_type t ON t.oid = c.casttarget
WHERE c.oid >= 16384 AND (
    s.typnamespace = branch.oid AND ('pg_type'::regclass, s.oid) NOT IN (SELECT m.classid, m.objid FROM member m)
    OR t.typnamespace = branch.oid AND ('pg_type'::regclass, t.oid) NOT IN (SELECT m.classid, m.objid FROM member m))
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')
  AND c.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_cast'::regclass)
