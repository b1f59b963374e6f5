-- The kinds of which the schema holds nothing for certain: they need not be asked for.
SELECT array_remove(ARRAY[
    CASE WHEN NOT t.enums THEN 'enum' END,
    CASE WHEN NOT t.domains THEN 'domain' END,
    CASE WHEN NOT t.domains THEN 'domain_constraint' END,
    CASE WHEN NOT t.ranges THEN 'range' END,
    CASE WHEN NOT c.composites THEN 'composite' END,
    CASE WHEN NOT c.composites THEN 'attribute' END,
    CASE WHEN NOT c.sequences THEN 'sequence' END,
    CASE WHEN NOT c.views THEN 'view' END,
    CASE WHEN NOT c.views THEN 'view_column' END,
    CASE WHEN NOT c.materialized THEN 'materialized_view' END,
    CASE WHEN NOT c.materialized THEN 'materialized_view_column' END,
    CASE WHEN NOT p.functions THEN 'function' END,
    CASE WHEN NOT p.procedures THEN 'procedure' END,
    CASE WHEN NOT p.aggregates THEN 'aggregate' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_trigger g JOIN pg_class q ON q.oid = g.tgrelid
      WHERE NOT g.tgisinternal AND q.relnamespace = branch.oid) THEN 'trigger' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_policy y JOIN pg_class q ON q.oid = y.polrelid
      WHERE q.relnamespace = branch.oid) THEN 'policy' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_rewrite w JOIN pg_class q ON q.oid = w.ev_class
      WHERE w.ev_type <> '1' AND q.relnamespace = branch.oid) THEN 'rule' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_statistic_ext s WHERE s.stxnamespace = branch.oid)
      THEN 'statistics' END], NULL)
FROM branch,
  LATERAL (SELECT coalesce(bool_or(typtype = 'e'), false) AS enums,
      coalesce(bool_or(typtype = 'd'), false) AS domains,
      coalesce(bool_or(typtype = 'r'), false) AS ranges
    FROM pg_type WHERE typnamespace = branch.oid) t,
  LATERAL (SELECT coalesce(bool_or(relkind = 'c'), false) AS composites,
      coalesce(bool_or(relkind = 'S'), false) AS sequences,
      coalesce(bool_or(relkind = 'v'), false) AS views,
      coalesce(bool_or(relkind = 'm'), false) AS materialized
    FROM pg_class WHERE relnamespace = branch.oid) c,
  LATERAL (SELECT coalesce(bool_or(prokind IN ('f', 'w')), false) AS functions,
      coalesce(bool_or(prokind = 'p'), false) AS procedures,
      coalesce(bool_or(prokind = 'a'), false) AS aggregates
    FROM pg_proc WHERE pronamespace = branch.oid) p
