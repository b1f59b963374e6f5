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
-- Functions that got other arguments are for those who had the former ones. What is granted here counts
-- as the extension's own, which pg_dump leaves out, and so it is put back to what it is of a fresh one.
DO $carry$
DECLARE
    v_function record;
    v_grant record;
BEGIN
    IF pg_catalog.to_regclass('pg_temp.former_functions') IS NULL THEN
        RETURN;
    END IF;
    FOR v_function IN
        SELECT p.oid, p.oid::pg_catalog.regprocedure AS signature, p.proowner, f.is_for_everybody,
            coalesce(f.acl, CASE WHEN f.signature IS NULL
                THEN ARRAY[pg_catalog.makeaclitem(p.proowner, p.proowner, 'EXECUTE', false)]
                ELSE pg_catalog.acldefault('f', p.proowner) END) AS acl
        FROM former_functions f
        JOIN pg_catalog.pg_proc p ON p.proname = f.name AND p.pronamespace = 'gitversion'::regnamespace
    LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.aclexplode(v_function.acl) a WHERE a.grantee = 0) THEN
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_function.signature);
        END IF;
        IF v_function.is_for_everybody THEN
            DELETE FROM pg_catalog.pg_init_privs p
            WHERE p.classoid = 'pg_proc'::regclass AND p.objoid = v_function.oid;
        END IF;
        FOR v_grant IN
            SELECT a.grantee, a.is_grantable FROM pg_catalog.aclexplode(v_function.acl) a
            WHERE a.grantee NOT IN (0, v_function.proowner)
        LOOP
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s%s', v_function.signature,
                v_grant.grantee::regrole,
                CASE WHEN v_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
        END LOOP;
        IF v_function.is_for_everybody THEN
            DELETE FROM pg_catalog.pg_init_privs p
            WHERE p.classoid = 'pg_proc'::regclass AND p.objoid = v_function.oid;
        ELSE
            UPDATE pg_catalog.pg_init_privs p
            SET initprivs = ARRAY[pg_catalog.makeaclitem(
                v_function.proowner, v_function.proowner, 'EXECUTE', false)]
            WHERE p.classoid = 'pg_proc'::regclass AND p.objoid = v_function.oid;
        END IF;
    END LOOP;
    DROP TABLE former_functions;
    GRANT SELECT ON gitversion.branch_list TO PUBLIC;
END
$carry$;
