-- Stands before every catalog query. The statement is parsed on the path pg_catalog, so that
-- nothing in the branch can shadow what it calls; while it runs, the path is that of the branch,
-- so that the server prints names as the branch sees them. Printing functions stand in the final
-- target list only, which is computed after "branch" was.
WITH branch AS MATERIALIZED (
  SELECT n.oid, n.nspname AS name, set_config('search_path', ?::text, true) AS path{scope}
  FROM pg_namespace n WHERE n.nspname = ?::text
), member AS MATERIALIZED (
  SELECT d.classid, d.objid FROM pg_extension e
  JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
    AND d.deptype = 'e'
)
