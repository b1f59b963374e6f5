-- The branch of a session that says so as it connects. It stands before the first statement of every
-- session of the database: nothing that goes wrong may keep anybody out, and it starts no Java.
CREATE FUNCTION gitversion.setup_branch_isolation() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    v_branch pg_catalog.text := pg_catalog.current_setting('gitversion.use_branch', true);
    v_reason pg_catalog.text;
    v_hint pg_catalog.text;
BEGIN
    IF v_branch OPERATOR(pg_catalog.<>) '' THEN
        PERFORM gitversion.use_branch(v_branch);
    END IF;
EXCEPTION WHEN OTHERS OR query_canceled OR assert_failure THEN
    GET STACKED DIAGNOSTICS v_reason = MESSAGE_TEXT, v_hint = PG_EXCEPTION_HINT;
    RAISE WARNING USING MESSAGE = pg_catalog.concat('the session does not work on branch "', v_branch, '"'),
        DETAIL = pg_catalog.concat('gitversion.use_branch asks for it, but: ', v_reason, '.'),
        HINT = pg_catalog.concat_ws(' ', nullif(v_hint, ''), 'The search path is what it was.');
END
$$;
COMMENT ON FUNCTION gitversion.setup_branch_isolation() IS
    'event trigger on login (PostgreSQL 17 and later): lets a session work on the branch that '
    'gitversion.use_branch names in its connection, role or database; warns where it cannot, and lets '
    'everybody in; on older servers connection_options does the same';

DO $login$
BEGIN
    IF pg_catalog.current_setting('server_version_num')::integer >= 170000 AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_event_trigger t WHERE t.evtname = 'gitversion_connection_setup')
    THEN
        CREATE EVENT TRIGGER gitversion_connection_setup ON login
            EXECUTE FUNCTION gitversion.setup_branch_isolation();
        COMMENT ON EVENT TRIGGER gitversion_connection_setup IS
            'lets sessions work on the branch that gitversion.use_branch names';
    END IF;
END
$login$;
