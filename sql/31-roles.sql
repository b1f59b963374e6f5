-- The roles of gitversion are those of the whole cluster. They may be there already, from another database
-- or a restore; then they must be fit for what they are for. gitversion_nobody can do nothing: it owns what
-- may run code of a schema's owner. gitversion_recorder owns what the event triggers call, and may add
-- what they record. Nobody can act as one of the two. The others are granted to users: a reader looks
-- at the history, an author makes some, an admin may do so on every branch.
DO $role$
DECLARE
    v_role pg_catalog.pg_roles;
    v_name text;
    v_is_granted boolean;
    v_strange text;
BEGIN
    FOREACH v_name IN ARRAY '{gitversion_nobody,gitversion_recorder,gitversion_reader,gitversion_author,
        gitversion_admin}'::text[]
    LOOP
        v_role := (SELECT r FROM pg_catalog.pg_roles r WHERE r.rolname = v_name);
        v_is_granted := v_name NOT IN ('gitversion_nobody', 'gitversion_recorder');
        v_strange := (
            SELECT pg_catalog.string_agg(pg_catalog.quote_ident(r.rolname), ', ' ORDER BY r.rolname)
            FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r
                ON r.oid = CASE WHEN m.member = v_role.oid THEN m.roleid ELSE m.member END
            WHERE v_role.oid IN (m.roleid, m.member) AND NOT v_is_granted);
        IF v_role IS NULL THEN
            EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN %s', v_name,
                CASE WHEN v_is_granted THEN 'INHERIT' ELSE 'NOINHERIT' END);
        ELSIF v_role.rolsuper OR v_role.rolcanlogin OR v_role.rolcreaterole OR v_role.rolcreatedb
            OR v_role.rolreplication OR v_role.rolbypassrls OR v_strange IS NOT NULL THEN
            RAISE EXCEPTION 'role "%" is not fit for what gitversion needs it for', v_name
                USING ERRCODE = 'VC022',
                    DETAIL = coalesce('It is or has a member: ' || v_strange || '.',
                        'It can log in, or has attributes such as SUPERUSER or CREATEROLE.'),
                    HINT = 'Take those from the role, or drop it: it is created again.';
        END IF;
    END LOOP;
    GRANT gitversion_reader TO gitversion_author;
    GRANT gitversion_author TO gitversion_admin;
END
$role$;
