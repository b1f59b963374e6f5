-- What roles grant by default on objects they create in the schema.
SELECT 'pg_default_acl'::regclass::oid::int8, d.oid::int8, 0,
  ARRAY['default_privileges', pg_get_userbyid(d.defaclrole), CASE d.defaclobjtype
    WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' ELSE 'types' END],
  NULL::text[],
  (SELECT array_agg(i.item ORDER BY i.item COLLATE "C")
   FROM aclexplode(d.defaclacl) x CROSS JOIN LATERAL (
     SELECT x.privilege_type || ' TO '
       || CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END
       || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS item) i)
FROM branch
JOIN pg_default_acl d ON d.defaclnamespace = branch.oid
