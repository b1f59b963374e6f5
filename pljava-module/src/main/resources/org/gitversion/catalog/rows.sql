-- The rows of reference tables.
SELECT 'gitversion.tracked_tables'::regclass::oid::int8, c.oid::int8, 0,
  ARRAY['tables', c.relname, 'rows', 'reference'], NULL::text[], gitversion_internal.rows_of(c.oid)
FROM branch
JOIN pg_class c ON c.relnamespace = branch.oid AND c.relkind = 'r'
JOIN gitversion.tracked_tables t ON t.relation = c.oid AND t.kind = 'reference'
