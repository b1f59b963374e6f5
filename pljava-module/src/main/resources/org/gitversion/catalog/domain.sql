-- Domains. Their CHECK constraints are nodes below them. From PostgreSQL 17 on NOT NULL has a name, which
-- stays when the domain is renamed; it is told where it is not that of a new domain.
SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, 0, ARRAY['types', t.typname],
  ARRAY['owner', pg_get_userbyid(t.typowner)],
  format_type(t.typbasetype, t.typtypmod),
  CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END,
  pg_get_expr(t.typdefaultbin, 0),
  CASE WHEN t.typnotnull THEN coalesce((SELECT 'CONSTRAINT ' || quote_ident(k.conname)
    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'n'
      AND k.conname <> t.typname || '_not_null'), 'yes') END
FROM branch
JOIN pg_type t ON t.typnamespace = branch.oid AND t.typtype = 'd'
JOIN pg_type b ON b.oid = t.typbasetype
WHERE t.oid NOT IN (SELECT m.objid FROM member m WHERE m.classid = 'pg_type'::regclass)
