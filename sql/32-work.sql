-- What gitversion itself does only its Java code can say: a setting tells when to ask it, which anybody may set.
CREATE FUNCTION gitversion_internal.schema_at_work() RETURNS text LANGUAGE java
AS 'java.lang.String=org.gitversion.function.EventFunctions.schemaAtWork()';
COMMENT ON FUNCTION gitversion_internal.schema_at_work() IS
    'the schema that the Java code of this session changes just now, or null; internal';

-- Who only says so may have no right to Java: then it is not gitversion's work. To find that out takes a
-- subtransaction, at the end of which the server looks at all relations of the transaction. So it is asked once;
-- whoever sets what comes of it himself without that right has his statement fail.
CREATE FUNCTION gitversion_internal.own_work() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_schema pg_catalog.text;
BEGIN
    IF pg_catalog.current_setting('gitversion.at_work', true) OPERATOR(pg_catalog.=) 'allowed' THEN
        RETURN gitversion_internal.schema_at_work();
    ELSIF pg_catalog.current_setting('gitversion.at_work', true) OPERATOR(pg_catalog.=) 'on' THEN
        BEGIN
            v_schema := gitversion_internal.schema_at_work();
        EXCEPTION WHEN insufficient_privilege THEN
            RETURN NULL;
        END;
        PERFORM pg_catalog.set_config('gitversion.at_work', 'allowed', true);
        RETURN v_schema;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION gitversion_internal.own_work() IS
    'the schema that gitversion itself changes just now, or null; starts no Java; internal';
