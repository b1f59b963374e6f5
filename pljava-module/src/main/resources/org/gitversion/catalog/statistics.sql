-- Extended statistics. The kinds are left out where they are what one gets without naming them.
SELECT 'pg_statistic_ext'::regclass::oid::int8, s.oid::int8, 0, ARRAY['statistics', s.stxname],
  ARRAY['owner', pg_get_userbyid(s.stxowner)],
  s.stxrelid::regclass::text,
  pg_get_statisticsobjdef_columns(s.oid),
  CASE WHEN NOT s.stxkind @> ARRAY['d', 'f', 'm']::"char"[]
      AND s.stxkind && ARRAY['d', 'f', 'm']::"char"[] THEN
    array_remove(ARRAY[CASE WHEN 'f' = ANY (s.stxkind) THEN 'dependencies' END,
      CASE WHEN 'm' = ANY (s.stxkind) THEN 'mcv' END,
      CASE WHEN 'd' = ANY (s.stxkind) THEN 'ndistinct' END], NULL) END,
  CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget::text END
FROM branch
JOIN pg_statistic_ext s ON s.stxnamespace = branch.oid
WHERE s.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_statistic_ext'::regclass)
