\echo Use "CREATE EXTENSION gitversion" to load this file. \quit

-- The functions are written in Java, by SQL/JRT: any host of language java will do.
DO $check$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanname = 'java') THEN
        RAISE EXCEPTION 'language "java" does not exist in database "%"',
            pg_catalog.current_database()
            USING ERRCODE = 'VC022',
                DETAIL = 'gitversion''s functions are written in Java; the language has to be there first.',
                HINT = 'Run CREATE EXTENSION pljava, or, without PL/Java, CREATE EXTENSION gitversion_java_host.';
    END IF;
END
$check$;
