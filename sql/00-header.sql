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

-- What is not for users lies in a schema of its own. Like schema gitversion it is no member of the
-- extension: it may have been made before, to give it a class path of PL/Java's, and a dump that had to
-- create the extension before one of its members would create it before language java.
DO $schema$
DECLARE
    v_owner regrole := (SELECT n.nspowner FROM pg_catalog.pg_namespace n
                        WHERE n.nspname = 'gitversion_internal');
BEGIN
    IF v_owner IS NULL THEN
        CREATE SCHEMA gitversion_internal;
        ALTER EXTENSION gitversion DROP SCHEMA gitversion_internal;
        COMMENT ON SCHEMA gitversion_internal IS 'what gitversion''s functions call; not for users';
    ELSIF NOT (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.oid = v_owner) THEN
        RAISE EXCEPTION 'schema "gitversion_internal" belongs to role %', v_owner
            USING ERRCODE = 'VC022',
                DETAIL = 'Its owner could replace the functions of the extension.',
                HINT = 'Drop the schema, or let a superuser own it.';
    END IF;
END
$schema$;
