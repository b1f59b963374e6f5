-- The role that owns what may run code of a schema's owner: it can do nothing. It may be there already,
-- from another database or a restore; then it must be one that nobody can act as.
DO $role$
DECLARE
    v_role pg_catalog.pg_roles := (SELECT r FROM pg_catalog.pg_roles r WHERE r.rolname = 'gitversion_nobody');
BEGIN
    IF v_role IS NULL THEN
        CREATE ROLE gitversion_nobody NOLOGIN NOINHERIT;
    ELSIF v_role.rolsuper OR v_role.rolcanlogin OR v_role.rolcreaterole OR v_role.rolcreatedb
        OR v_role.rolreplication OR v_role.rolbypassrls OR EXISTS (
            SELECT FROM pg_catalog.pg_auth_members m WHERE v_role.oid IN (m.roleid, m.member))
    THEN
        RAISE EXCEPTION 'role "gitversion_nobody" is not fit for what may run code of others'
            USING ERRCODE = 'VC022',
                DETAIL = 'It can log in, has privileges or attributes, or is or has a member.',
                HINT = 'Take those from the role, or drop it: it is created again.';
    END IF;
END
$role$;
