-- The kinds of which the schema holds nothing for certain: they need not be asked for.
SELECT array_remove(ARRAY[
    CASE WHEN NOT t.enums THEN 'enum' END,
    CASE WHEN NOT t.domains THEN 'domain' END,
    CASE WHEN NOT t.domains THEN 'domain_constraint' END,
    CASE WHEN NOT t.ranges THEN 'range' END,
    CASE WHEN NOT EXISTS (SELECT FROM gitversion.tracked_tables x JOIN pg_class q ON q.oid = x.relation
      WHERE x.kind = 'reference' AND q.relnamespace = branch.oid) THEN 'rows' END,
    CASE WHEN NOT c.composites THEN 'composite' END,
    CASE WHEN NOT c.composites THEN 'attribute' END,
    CASE WHEN NOT c.sequences THEN 'sequence' END,
    CASE WHEN NOT c.views THEN 'view' END,
    CASE WHEN NOT c.views THEN 'view_column' END,
    CASE WHEN NOT c.materialized THEN 'materialized_view' END,
    CASE WHEN NOT c.materialized THEN 'materialized_view_column' END,
    CASE WHEN NOT c.foreigns THEN 'foreign_table' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_default_acl a WHERE a.defaclnamespace = branch.oid)
      THEN 'default_privileges' END,
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
      THEN 'statistics' END,
    CASE WHEN NOT t.bases THEN 'base_type' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_cast k WHERE k.oid >= 16384) THEN 'cast' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_collation x WHERE x.collnamespace = branch.oid)
      THEN 'collation' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_conversion x WHERE x.connamespace = branch.oid)
      THEN 'conversion' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_operator x WHERE x.oprnamespace = branch.oid)
      THEN 'operator' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_opclass x WHERE x.opcnamespace = branch.oid)
      THEN 'operator_class' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_opfamily x WHERE x.opfnamespace = branch.oid)
      THEN 'operator_family' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_ts_parser x WHERE x.prsnamespace = branch.oid)
      THEN 'text_search_parser' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_ts_template x WHERE x.tmplnamespace = branch.oid)
      THEN 'text_search_template' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_ts_dict x WHERE x.dictnamespace = branch.oid)
      THEN 'text_search_dictionary' END,
    CASE WHEN NOT EXISTS (SELECT FROM pg_ts_config x WHERE x.cfgnamespace = branch.oid)
      THEN 'text_search_configuration' END], NULL)
FROM branch,
  LATERAL (SELECT coalesce(bool_or(typtype = 'e'), false) AS enums,
      coalesce(bool_or(typtype = 'd'), false) AS domains,
      coalesce(bool_or(typtype = 'r'), false) AS ranges,
      coalesce(bool_or(typtype = 'p' OR typtype = 'b' AND typarray <> 0), false) AS bases
    FROM pg_type WHERE typnamespace = branch.oid) t,
  LATERAL (SELECT coalesce(bool_or(relkind = 'c'), false) AS composites,
      coalesce(bool_or(relkind = 'S'), false) AS sequences,
      coalesce(bool_or(relkind = 'v'), false) AS views,
      coalesce(bool_or(relkind = 'm'), false) AS materialized,
      coalesce(bool_or(relkind = 'f'), false) AS foreigns
    FROM pg_class WHERE relnamespace = branch.oid) c,
  LATERAL (SELECT coalesce(bool_or(prokind IN ('f', 'w')), false) AS functions,
      coalesce(bool_or(prokind = 'p'), false) AS procedures,
      coalesce(bool_or(prokind = 'a'), false) AS aggregates
    FROM pg_proc WHERE pronamespace = branch.oid) p
