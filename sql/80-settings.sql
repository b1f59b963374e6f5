-- Under which settings Java runs: PostgreSQL puts back what the caller had when a function returns, and
-- of what the Java code sets itself it does so for all that are named here. Documents, commits and
-- objects are found by their keys, however few of them the planner expects; the code that reads whole
-- catalogs lets it scan them. To compile queries over catalogs takes longer than the queries do, as to
-- sort for a join takes longer than to hash. A subtransaction runs as its caller does, and what event
-- triggers ask runs no query. Nor are queries of functions in PL/pgSQL compiled; those that have no
-- settings set some for their callers.
DO $settings$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN
        SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
        WHERE l.lanname = 'java' AND p.proname NOT IN ('subtransaction', 'schema_at_work')
          AND p.pronamespace IN ('gitversion'::regnamespace, 'gitversion_internal'::regnamespace)
    LOOP
        EXECUTE pg_catalog.format('ALTER FUNCTION %s SET search_path = pg_catalog, pg_temp'
            ' SET enable_seqscan = off SET enable_material = off SET enable_mergejoin = off'
            ' SET enable_nestloop = on SET enable_hashjoin = on SET jit = off'
            ' SET plan_cache_mode = force_generic_plan SET gitversion.internal = %L', v_function, '');
    END LOOP;
    FOR v_function IN
        SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
        WHERE l.lanname = 'plpgsql' AND p.proconfig IS NOT NULL
          AND p.pronamespace IN ('gitversion'::regnamespace, 'gitversion_internal'::regnamespace)
    LOOP
        EXECUTE pg_catalog.format('ALTER FUNCTION %s SET jit = off', v_function);
    END LOOP;
END
$settings$;
