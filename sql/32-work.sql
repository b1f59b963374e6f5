-- What gitversion itself does only its Java code can say: a setting tells when to ask it, which anybody may set.
CREATE FUNCTION gitversion_internal.schema_at_work() RETURNS text LANGUAGE java
AS 'java.lang.String=org.gitversion.function.EventFunctions.schemaAtWork()';
COMMENT ON FUNCTION gitversion_internal.schema_at_work() IS
    'the schema that the Java code of this session changes just now, or null; internal';

-- Who only says so may have no right to Java: then it is not gitversion's work.
CREATE FUNCTION gitversion_internal.own_work() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF pg_catalog.current_setting('gitversion.at_work', true) OPERATOR(pg_catalog.=) 'on' THEN
        BEGIN
            RETURN gitversion_internal.schema_at_work();
        EXCEPTION WHEN insufficient_privilege THEN
            RETURN NULL;
        END;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION gitversion_internal.own_work() IS
    'the schema that gitversion itself changes just now, or null; starts no Java; internal';
