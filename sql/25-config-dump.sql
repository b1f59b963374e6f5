-- The data of gitversion is user data: pg_dump takes it along. Oids mean nothing in another
-- database: identities are left behind (objects are then known by name), and so are events that no
-- commit has taken in yet.
DO $dump$
DECLARE
    v_relation regclass;
BEGIN
    FOR v_relation IN
        SELECT c.oid
        FROM pg_catalog.pg_class c
        WHERE c.relnamespace = 'gitversion'::regnamespace AND c.relkind IN ('r', 'S')
        ORDER BY c.oid
    LOOP
        PERFORM pg_catalog.pg_extension_config_dump(v_relation, CASE v_relation
            WHEN 'gitversion.object_identities'::regclass THEN 'WHERE false'
            WHEN 'gitversion.branch_states'::regclass THEN 'WHERE false'
            WHEN 'gitversion.branch_locks'::regclass THEN 'WHERE branch_id <> 0'
            WHEN 'gitversion.ddl_events'::regclass THEN 'WHERE commit_id IS NOT NULL'
            -- A table that is gone would be named by its oid, which may be that of another one there.
            WHEN 'gitversion.tracked_tables'::regclass THEN
                'WHERE EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = relation)'
            ELSE '' END);
    END LOOP;
END
$dump$;
