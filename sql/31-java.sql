-- What runs the functions has to be set up, and to have the jar that belongs to this script. A restore
-- may come before that: pg_dump switches row security off.
CREATE FUNCTION gitversion_internal.jar_version() RETURNS text LANGUAGE java
AS 'java.lang.String=org.gitversion.function.EventFunctions.jarVersion()';
COMMENT ON FUNCTION gitversion_internal.jar_version() IS
    'the version of the Java code of this session; internal';

-- HotSpot puts guard pages where it believes that the stack ends, and code of the server that recurses deeper
-- would run into them. The setting is for the eyes of superusers and pg_read_all_settings: in a session of others
-- nobody looks.
CREATE FUNCTION gitversion_internal.require_java_stack() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_options text;
    v_depth int8 := pg_size_bytes(current_setting('max_stack_depth')) / 1024;
    v_stack text[];
BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'pljava')
        OR NOT pg_has_role('pg_read_all_settings', 'USAGE') THEN
        RETURN;
    END IF;
    v_options := current_setting('pljava.vmoptions', true);
    v_stack := regexp_match(v_options, '.*-Xss(\d+)([kKmMgG]?)(\s|$)');
    IF NOT coalesce(v_options, '') ~ '-XX:ThreadStackSize='
        AND NOT coalesce(v_stack[1]::numeric * CASE lower(v_stack[2])
            WHEN 'k' THEN 1 WHEN 'm' THEN 1024 WHEN 'g' THEN 1024 * 1024 ELSE 1 / 1024.0 END >= v_depth + 1024, false)
    THEN
        RAISE EXCEPTION 'the stack of Java is too small'
            USING ERRCODE = 'VC022',
                DETAIL = format('pljava.vmoptions has %s, and max_stack_depth is %s kB: PL/pgSQL '
                    'that recurses deeply after Java has started would crash the server.',
                    coalesce('-Xss' || v_stack[1] || v_stack[2], 'no -Xss')::text, v_depth),
                HINT = format('Put what deploy/pljava-settings prints into postgresql.conf, reload, and begin a new'
                    ' session. Or add -Xss%sm to pljava.vmoptions.', greatest(7, (v_depth + 2047) / 1024));
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.require_java_stack() IS
    'refuses a stack of Java that would let recursion crash the server; internal';

DO $check$
DECLARE
    v_line text := 'Put what deploy/pljava-settings prints into postgresql.conf, reload, and begin a new session.';
    v_options text := pg_catalog.current_setting('pljava.vmoptions', true);
    v_script text := (SELECT e.extversion FROM pg_catalog.pg_extension e WHERE e.extname = 'gitversion');
    v_jar text;
BEGIN
    IF pg_catalog.current_setting('row_security') = 'on' THEN
        PERFORM gitversion_internal.require_java_stack();
        BEGIN
            v_jar := gitversion_internal.jar_version();
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION 'Java does not run what the extension needs'
                USING ERRCODE = 'VC022', DETAIL = SQLERRM,
                    HINT = CASE WHEN v_options IS NULL
                        THEN 'Run deploy/install, or see gitversion_java_host.classpath.' ELSE v_line END
                        || ' Sessions that have started Java keep the jar that they began with.';
        END;
        IF v_jar <> v_script THEN
            RAISE EXCEPTION 'the jar is of version %, the script of %', v_jar, v_script
                USING ERRCODE = 'VC092',
                    DETAIL = 'The jar and the scripts of the extension belong together.',
                    HINT = 'Install both from one release, and begin a new session.';
        END IF;
    END IF;
END
$check$;
