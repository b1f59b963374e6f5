\echo Use "CREATE EXTENSION gitversion_java_host" to load this file. \quit

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanname = 'java') THEN
        RAISE EXCEPTION 'language "java" exists already'
            USING ERRCODE = 'duplicate_object',
                  HINT = 'PL/Java serves gitversion as it is: gitversion_java_host is not needed beside it.';
    END IF;
END
$$;

CREATE FUNCTION gitversion_java_call_handler() RETURNS language_handler
    LANGUAGE c AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gitversion_java_call_handler() IS 'calls Java functions';

CREATE FUNCTION gitversion_java_validator(p_function oid) RETURNS void
    LANGUAGE c STRICT AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION gitversion_java_validator(oid) IS 'checks that the method of a Java function exists';

CREATE LANGUAGE java
    HANDLER gitversion_java_call_handler
    VALIDATOR gitversion_java_validator;
COMMENT ON LANGUAGE java IS 'Java functions (SQL/JRT subset) of the embedded host';
