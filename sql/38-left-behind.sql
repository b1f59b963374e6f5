-- What code that was called may leave behind, to work on what its caller does next.
CREATE VIEW gitversion_internal.left_names AS
    SELECT 'statement' AS kind, s.name, pg_catalog.format('DEALLOCATE %I', s.name) AS undo
    FROM pg_catalog.pg_prepared_statements s
    UNION ALL
    -- Read when the transaction ends, with the rights of the session by then.
    SELECT 'cursor', c.name, pg_catalog.format('CLOSE %I', c.name)
    FROM pg_catalog.pg_cursors c WHERE c.is_holdable AND c.name <> '';
COMMENT ON VIEW gitversion_internal.left_names IS
    'prepared statements and cursors WITH HOLD of the session, and how to give each up; internal';

CREATE VIEW gitversion_internal.deferred_triggers AS
    SELECT t.oid, t.tgrelid, t.tgname
    FROM pg_catalog.pg_trigger t
    JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
    JOIN pg_catalog.pg_roles r ON r.oid = p.proowner
    WHERE t.tgdeferrable AND NOT t.tgisinternal AND NOT r.rolsuper
      AND pg_catalog.pg_stat_get_xact_tuples_inserted(t.tgrelid)
        + pg_catalog.pg_stat_get_xact_tuples_updated(t.tgrelid)
        + pg_catalog.pg_stat_get_xact_tuples_deleted(t.tgrelid) > 0;
COMMENT ON VIEW gitversion_internal.deferred_triggers IS
    'deferrable triggers of ordinary roles on tables that the transaction wrote to; internal';

CREATE FUNCTION gitversion_internal.deferred() RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.string_agg(pg_catalog.concat_ws(':', t.oid,
        pg_catalog.pg_stat_get_xact_tuples_inserted(t.tgrelid),
        pg_catalog.pg_stat_get_xact_tuples_updated(t.tgrelid),
        pg_catalog.pg_stat_get_xact_tuples_deleted(t.tgrelid)), ',' ORDER BY t.oid)
    FROM gitversion_internal.deferred_triggers t;
END;
COMMENT ON FUNCTION gitversion_internal.deferred() IS
    'deferred_triggers and how much the transaction wrote to their tables, as text; internal';

-- By what depends on the schema, for which there is an index.
CREATE FUNCTION gitversion_internal.temporary_objects() RETURNS oid[] LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT ARRAY(SELECT d.objid FROM pg_catalog.pg_depend d
        WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass
          AND d.refobjid = pg_catalog.pg_my_temp_schema()
        ORDER BY 1);
END;
COMMENT ON FUNCTION gitversion_internal.temporary_objects() IS 'temporary objects of the session; internal';
