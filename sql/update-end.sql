-- What was internal before it had a schema of its own: nothing refers to it any more.
DO $drop$
DECLARE
    v_functions text := (
        SELECT string_agg(p.oid::regprocedure::text, ', ') FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'gitversion'::regnamespace AND p.proname LIKE '\_%');
BEGIN
    IF v_functions IS NOT NULL THEN
        EXECUTE 'DROP FUNCTION ' || v_functions;
    END IF;
END
$drop$;
